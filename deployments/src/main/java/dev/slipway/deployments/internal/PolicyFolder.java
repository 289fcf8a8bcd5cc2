package dev.slipway.deployments.internal;

import dev.slipway.deployments.promotion.InvalidPolicy;
import dev.slipway.deployments.promotion.Policies.PolicyProblem;
import dev.slipway.deployments.promotion.Policies.PolicyRow;
import dev.slipway.deployments.promotion.PolicySettings;
import dev.slipway.security.Actor;
import dev.slipway.security.Actors;
import dev.slipway.security.Audit;
import dev.slipway.security.AuditEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The policy files. What a file says is in force as soon as it is seen; a file that is bad or gone leaves the last good
 * version in force and is told as a problem, so that no slip of an editor ever loosens the rules.
 */
@Component
public class PolicyFolder {

    private static final Logger log = LoggerFactory.getLogger(PolicyFolder.class);
    private static final List<String> DEFAULTS = List.of("staging", "production");
    private static final String SUFFIX = ".yaml";

    private final Path folder;
    private final PolicyShelf shelf;
    private final Actors actors;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final AtomicReference<Map<String, PolicyProblem>> problems = new AtomicReference<>(Map.of());

    PolicyFolder(
            PolicySettings settings,
            PolicyShelf shelf,
            Actors actors,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.folder = settings.dir().toAbsolutePath();
        this.shelf = shelf;
        this.actors = actors;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    public List<PolicyProblem> problems() {
        return List.copyOf(problems.get().values());
    }

    /** Writes the file and stores the version: both or neither. */
    public PolicyRow save(String yaml, Actor actor) {
        var policy = shelf.parse(yaml);
        transaction.executeWithoutResult(status -> {
            store(policy.name(), yaml, actor, "screen or API");
            write(policy.name(), yaml);
        });
        return shelf.find(policy.name()).orElseThrow();
    }

    private boolean store(String name, String yaml, Actor actor, String origin) {
        var before = shelf.find(name);
        if (!shelf.add(name, yaml, actor.displayName())) {
            return false;
        }
        var after = shelf.find(name).orElseThrow();
        audit.recordAs(
                actor,
                new AuditEvent(
                        "policy.saved",
                        "policy/" + name,
                        null,
                        before.<Map<String, ?>>map(row -> facts(row, origin)).orElse(Map.of()),
                        facts(after, origin)));
        return true;
    }

    private static Map<String, ?> facts(PolicyRow row, String origin) {
        return Map.of("version", row.version(), "digest", row.digest(), "origin", origin);
    }

    private void write(String name, String yaml) {
        try {
            Files.createDirectories(folder);
            var temporary = Files.createTempFile(folder, name, ".tmp");
            Files.writeString(temporary, yaml);
            Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }

    /** Takes up what changed on the disk; safe to run any number of times, by several portals. */
    void scan() {
        var found = new TreeMap<String, PolicyProblem>();
        DEFAULTS.forEach(name -> lay(name, found));
        for (var file : files(found)) {
            take(file, found);
        }
        shelf.all().stream()
                .filter(row -> !Files.exists(file(row.name())))
                .forEach(row -> report(
                        found,
                        row.name() + SUFFIX,
                        "The file is gone. Version " + row.version()
                                + " stays in force; put the file back, or save the policy again."));
        problems.set(Map.copyOf(found));
    }

    /** A policy of ours that never was here before: its file, or at least its version. */
    private void lay(String name, Map<String, PolicyProblem> found) {
        if (Files.exists(file(name)) || shelf.find(name).isPresent()) {
            return;
        }
        var yaml = resource(name);
        try {
            write(name, yaml);
        } catch (UncheckedIOException e) {
            report(
                    found,
                    name + SUFFIX,
                    "The file cannot be written: " + e.getMessage() + ". Set slipway.policies.dir.");
            transaction.execute(status -> store(name, yaml, Actor.SYSTEM, "shipped"));
        }
    }

    private static String resource(String name) {
        try (var stream = PolicyFolder.class.getResourceAsStream("/policies/" + name + SUFFIX)) {
            if (stream == null) {
                throw new IllegalStateException("no resource /policies/" + name + SUFFIX);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> files(Map<String, PolicyProblem> found) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var files = new ArrayList<Path>();
        try (var stream = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            stream.forEach(files::add);
        } catch (IOException e) {
            report(found, folder.toString(), "The folder cannot be read: " + e.getMessage() + ".");
        }
        return files;
    }

    private void take(Path file, Map<String, PolicyProblem> found) {
        var name = file.getFileName().toString();
        try {
            var yaml = Files.readString(file);
            var policy = shelf.parse(yaml);
            if (!name.equals(policy.name() + SUFFIX)) {
                report(
                        found,
                        name,
                        "It names the policy " + policy.name() + ". Call the file " + policy.name() + SUFFIX
                                + ", or correct the name.");
                return;
            }
            storeFromDisk(policy.name(), yaml);
        } catch (InvalidPolicy e) {
            report(found, name, e.getMessage() + " The last good version stays in force.");
        } catch (MalformedInputException e) {
            report(found, name, "It is not UTF-8 text. Save it as UTF-8.");
        } catch (IOException e) {
            report(found, name, "It cannot be read: " + e.getMessage() + ".");
        }
    }

    private void storeFromDisk(String name, String yaml) {
        try {
            var added = actors.asSystem(() -> transaction.execute(status -> store(name, yaml, Actor.SYSTEM, "file")));
            if (Boolean.TRUE.equals(added)) {
                log.info("policy.taken-up name={}", name);
            }
        } catch (DuplicateKeyException e) {
            log.debug("policy.taken-up-elsewhere name={}", name);
        }
    }

    private void report(Map<String, PolicyProblem> found, String file, String message) {
        var before = problems.get().get(file);
        if (before != null && before.message().equals(message)) {
            found.put(file, before);
            return;
        }
        log.warn("policy.problem file={} message=\"{}\"", file, message);
        found.put(file, new PolicyProblem(file, message, now()));
    }

    private Instant now() {
        return clock.instant();
    }
}
