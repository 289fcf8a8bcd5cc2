package dev.slipway.deployments.internal;

import dev.slipway.experiments.MlflowUnavailable;
import dev.slipway.experiments.ModelRegistry;
import dev.slipway.experiments.VersionNotFound;
import dev.slipway.experiments.VersionRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** MLflow's registry in memory: aliases, tags, and faults when a test wants them. */
final class FakeModelRegistry implements ModelRegistry {

    private final Map<VersionRef, String> versions = new ConcurrentHashMap<>();
    private final Map<String, String> aliases = new ConcurrentHashMap<>();
    private final Map<String, String> tags = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new ArrayList<>();

    void add(VersionRef version, String source) {
        versions.put(version, source);
    }

    /** As MLflow does: the aliases on it go with it. */
    void delete(VersionRef version) {
        versions.remove(version);
        aliases.entrySet()
                .removeIf(entry -> entry.getKey().startsWith(version.model() + "@")
                        && entry.getValue().equals(version.version()));
    }

    void moveBehindOurBack(String model, String alias, @Nullable String version) {
        if (version == null) {
            aliases.remove(model + "@" + alias);
        } else {
            aliases.put(model + "@" + alias, version);
        }
    }

    /** The next {@code times} calls of this name are not answered. */
    void unavailable(String call, int times) {
        faults.add(new Fault(call, times, version -> new MlflowUnavailable("MLflow does not answer.", null)));
    }

    /** The next call of this name finds no such version. */
    void missing(String call) {
        faults.add(new Fault(call, 1, VersionNotFound::new));
    }

    synchronized void recover() {
        faults.clear();
    }

    Optional<String> alias(String model, String alias) {
        return Optional.ofNullable(aliases.get(model + "@" + alias));
    }

    Optional<String> tag(VersionRef version) {
        return Optional.ofNullable(tags.get(version + "#slipway.stage"));
    }

    List<String> aliasesOf(VersionRef version) {
        return aliases.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(version.model() + "@"))
                .filter(entry -> entry.getValue().equals(version.version()))
                .map(entry -> entry.getKey().substring(version.model().length() + 1))
                .toList();
    }

    List<String> calls() {
        return List.copyOf(calls);
    }

    void forgetCalls() {
        calls.clear();
    }

    @Override
    public boolean has(VersionRef version, @Nullable String source) {
        called("has", version);
        var found = versions.get(version);
        return found != null && (source == null || source.equals(found));
    }

    @Override
    public Optional<String> aliasHolder(String model, String alias) {
        called("aliasHolder", new VersionRef(model, alias));
        return alias(model, alias);
    }

    @Override
    public void setAlias(VersionRef version, String alias) {
        called("setAlias", version);
        requireThere(version);
        aliases.put(version.model() + "@" + alias, version.version());
    }

    @Override
    public void deleteAlias(String model, String alias) {
        called("deleteAlias", new VersionRef(model, alias));
        aliases.remove(model + "@" + alias);
    }

    @Override
    public void setTag(VersionRef version, String key, String value) {
        called("setTag", version);
        requireThere(version);
        tags.put(version + "#" + key, value);
    }

    @Override
    public void deleteTag(VersionRef version, String key) {
        called("deleteTag", version);
        tags.remove(version + "#" + key);
    }

    @Override
    public void reindex(String model) {
        called("reindex", new VersionRef(model, ""));
    }

    @Override
    public void reindexRun(String runId) {
        called("reindexRun", new VersionRef(runId, ""));
    }

    private void requireThere(VersionRef version) {
        if (!versions.containsKey(version)) {
            throw new VersionNotFound(version);
        }
    }

    private synchronized void called(String call, VersionRef version) {
        calls.add(call + " " + version);
        for (var fault : List.copyOf(faults)) {
            if (fault.call.equals(call)) {
                faults.remove(fault);
                if (fault.times > 1) {
                    faults.add(new Fault(call, fault.times - 1, fault.exception));
                }
                throw fault.exception.apply(version);
            }
        }
    }

    private record Fault(String call, int times, Function<VersionRef, RuntimeException> exception) {}
}
