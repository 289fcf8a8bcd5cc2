package dev.slipway.security.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** At a start with no users: makes the admin the variables name, or leaves a one-time link that only the owner of the home can read. */
@Component
class BootstrapRunner implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(BootstrapRunner.class);

    private final Bootstrap bootstrap;
    private final TransactionTemplate transaction;
    private final String home;
    private final boolean demo;

    BootstrapRunner(
            Bootstrap bootstrap,
            TransactionTemplate transaction,
            @Value("${slipway.home:}") String home,
            @Value("${slipway.demo.logins:}") String demoLogins) {
        this.bootstrap = bootstrap;
        this.transaction = transaction;
        this.home = home;
        this.demo = !demoLogins.isBlank();
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (demo) {
            return;
        }
        if (!bootstrap.isMissing()) {
            withdrawLink();
            return;
        }
        if (bootstrap.isConfigured()) {
            transaction.executeWithoutResult(status -> bootstrap.createConfigured());
            withdrawLink();
            log.info("security.first-admin-made by=variables");
            return;
        }
        var link = "/welcome?secret=" + transaction.execute(status -> bootstrap.invite());
        if (home.isBlank()) {
            log.warn("security.first-admin-missing action=\"open {} within a day to make the first admin\"", link);
            return;
        }
        write(link(home), link);
        log.warn("security.first-admin-missing action=\"open the link in secrets/first-admin.url within a day\"");
    }

    /** What was written for somebody who came is of no use to anybody. */
    private void withdrawLink() {
        try {
            if (!home.isBlank()) {
                Files.deleteIfExists(link(home));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path link(String home) {
        return Path.of(home, "secrets", "first-admin.url");
    }

    private static void write(Path file, String link) {
        try {
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, link);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
