package dev.slipway.portal.shell;

import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Something failed that nobody foresaw. The log knows the cause under the same number that the reader sees.
 *
 * @param databaseDown whether it was the database that did not answer
 */
record Incident(String number, boolean databaseDown) {

    private static final Logger log = LoggerFactory.getLogger(Incident.class);

    static Incident of(Throwable cause) {
        var number =
                String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
        var database = cause instanceof DataAccessException || cause instanceof TransactionException;
        if (database) {
            log.warn("shell.database-not-answering incident={} reason={}", number, cause.getMessage());
        } else {
            log.error("shell.incident incident={}", number, cause);
        }
        return new Incident(number, database);
    }

    String title(Translations texts) {
        return texts.getTranslation(databaseDown ? "shell.database.title" : "shell.failed.title", Locale.ENGLISH);
    }

    String sentence(Translations texts) {
        return texts.getTranslation(
                databaseDown ? "shell.database.words" : "shell.failed.words", Locale.ENGLISH, number);
    }
}
