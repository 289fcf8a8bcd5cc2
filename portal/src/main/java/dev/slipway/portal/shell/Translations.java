package dev.slipway.portal.shell;

import com.vaadin.flow.i18n.I18NProvider;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** All user text: one file per feature under {@code vaadin-i18n}. */
@Component
class Translations implements I18NProvider {

    private static final long serialVersionUID = 1L;

    private final Properties texts = new Properties();

    Translations() {
        try {
            for (var file :
                    new PathMatchingResourcePatternResolver().getResources("classpath*:vaadin-i18n/*.properties")) {
                load(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void load(Resource file) throws IOException {
        try (var reader = new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
    }

    @Override
    public List<Locale> getProvidedLocales() {
        return List.of(Locale.ENGLISH);
    }

    /** Parameters fill {0}, {1} as {@link MessageFormat} does; a text without parameters is taken as it stands. */
    @Override
    public String getTranslation(String key, Locale locale, Object... params) {
        var text = texts.getProperty(key);
        if (text == null) {
            return "!" + key;
        }
        return params.length == 0 ? text : new MessageFormat(text, Locale.ENGLISH).format(params);
    }
}
