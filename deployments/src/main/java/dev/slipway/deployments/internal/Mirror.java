package dev.slipway.deployments.internal;

import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes MLflow's aliases and tags say what the stages are. Each method is safe to repeat. */
@Component
class Mirror {

    static final String TAG = "slipway.stage";

    private final ModelRegistry registry;

    Mirror(ModelRegistry registry) {
        this.registry = registry;
    }

    /**
     * Points the alias of the stage at the target, if it is where Slipway last put it or has arrived already.
     *
     * @return why it cannot be done, empty when it is done
     * @throws VersionNotFound if MLflow has no such version any more, or another one under its number
     */
    Optional<String> moveAlias(Move move) {
        if (move.target() != null && !registry.has(new VersionRef(move.model(), move.target()), move.source())) {
            throw new VersionNotFound(new VersionRef(move.model(), move.target()));
        }
        var alias = move.stage().alias();
        if (alias == null) {
            move.leaving().forEach(left -> giveUp(move, left));
            return Optional.empty();
        }
        var live = registry.aliasHolder(move.model(), alias).orElse(null);
        if (Objects.equals(live, move.target())) {
            return Optional.empty();
        }
        if (!Objects.equals(live, move.expected()) && !(live == null && isGone(move.model(), move.expected()))) {
            return Optional.of(conflict(alias, move.expected(), live));
        }
        point(move.model(), alias, move.target());
        return Optional.empty();
    }

    /** Its aliases went with it. */
    private boolean isGone(String model, @Nullable String version) {
        return version != null && !registry.has(new VersionRef(model, version), null);
    }

    /** An alias that somebody else has meanwhile is not taken away. */
    private void giveUp(Move move, String alias) {
        if (registry.aliasHolder(move.model(), alias).equals(Optional.ofNullable(move.target()))) {
            registry.deleteAlias(move.model(), alias);
        }
    }

    static String conflict(String alias, @Nullable String expected, @Nullable String found) {
        return "MLflow's alias " + alias + " is on " + name(found) + ", but Slipway had put it on " + name(expected)
                + ": somebody moved it outside Slipway. Move it back, then ask again.";
    }

    private static String name(@Nullable String version) {
        return version == null ? "no version" : "v" + version;
    }

    void point(String model, String alias, @Nullable String version) {
        if (version == null) {
            registry.deleteAlias(model, alias);
        } else {
            registry.setAlias(new VersionRef(model, version), alias);
        }
    }

    /** @throws VersionNotFound if the target is gone; a former holder that is gone needs no tag */
    void tag(Move move) {
        move.tagsAfter().forEach((version, stage) -> {
            var written = write(new VersionRef(move.model(), version), stage);
            if (!written && version.equals(move.target())) {
                throw new VersionNotFound(new VersionRef(move.model(), version));
            }
        });
    }

    /** @return false if MLflow has no such version */
    private boolean write(VersionRef version, Optional<String> stage) {
        try {
            stage.ifPresentOrElse(name -> registry.setTag(version, TAG, name), () -> registry.deleteTag(version, TAG));
            return true;
        } catch (VersionNotFound e) {
            return false;
        }
    }

    /** Undoes what was done of a move, as far as it was this move that did it. A deleted target took the alias with it. */
    void restore(Move move) {
        restoreAlias(move);
        move.tagsBefore().forEach((version, stage) -> write(new VersionRef(move.model(), version), stage));
    }

    private void restoreAlias(Move move) {
        var alias = move.stage().alias();
        if (alias == null) {
            move.leaving().forEach(left -> restoreLeft(move, left));
        } else if (registry.aliasHolder(move.model(), alias)
                .filter(found -> !found.equals(move.target()))
                .isEmpty()) {
            repoint(move.model(), alias, move.expected());
        }
    }

    private void restoreLeft(Move move, String alias) {
        if (registry.aliasHolder(move.model(), alias).isEmpty()) {
            repoint(move.model(), alias, move.target());
        }
    }

    private void repoint(String model, String alias, @Nullable String version) {
        try {
            point(model, alias, version);
        } catch (VersionNotFound e) {
            registry.deleteAlias(model, alias);
        }
    }
}
