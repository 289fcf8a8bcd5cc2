package dev.slipway.portal;

import dev.slipway.portal.kit.Phrase;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** Phrases in the product's own words, so that a test reads what a person reads. */
public final class Spoken {

    private static final Properties TEXTS = load(List.of("models", "promotions", "home"));

    private Spoken() {}

    /** @throws IllegalArgumentException when no file has the phrase's key */
    public static String words(Phrase phrase) {
        var text = TEXTS.getProperty(phrase.key());
        if (text == null) {
            throw new IllegalArgumentException("No text has the key " + phrase.key() + ".");
        }
        return phrase.arguments().isEmpty()
                ? text
                : new MessageFormat(text, Locale.ENGLISH)
                        .format(phrase.arguments().toArray());
    }

    private static Properties load(List<String> files) {
        var texts = new Properties();
        for (var file : files) {
            try (var stream = Spoken.class.getResourceAsStream("/vaadin-i18n/" + file + ".properties")) {
                texts.load(new InputStreamReader(Objects.requireNonNull(stream), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }
}
