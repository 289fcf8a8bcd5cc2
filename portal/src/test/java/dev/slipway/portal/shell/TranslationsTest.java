package dev.slipway.portal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;

/** Every text that the sources ask for is there, once, and fits what is put into it. */
class TranslationsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path TEXTS = Path.of("src/main/resources/vaadin-i18n");

    private static final Pattern ASKED = Pattern.compile("getTranslation\\(\\s*\"([^\"]+)\"\\s*([,)+])");

    private static final Pattern ENUM_PREFIX = Pattern.compile("\"enum\\.(\\w+)\\.\"\\s*\\+");

    private static final Pattern WORD = Pattern.compile("\"([\\w.-]+)\"");

    private final Translations texts = new Translations();

    @Test
    void knowsEveryKeyThatTheSourcesAskFor() throws IOException {
        var missing = asked().filter(asked -> !asked.group(2).equals("+"))
                .map(asked -> asked.group(1))
                .filter(key -> text(key).startsWith("!"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    @Test
    void knowsEveryConstantOfEveryEnumThatIsShown() throws IOException {
        var enums = enumsByName();
        var missing = new TreeSet<String>();
        var all = textFiles().stream().flatMap(file -> keys(file).stream()).toList();
        for (var name : shownEnums()) {
            assertThat(all).as("words for " + name).anyMatch(key -> key.startsWith("enum." + name + "."));
            Arrays.stream(constants(enums, name))
                    .map(constant -> "enum." + name + "." + ((Enum<?>) constant).name())
                    .filter(key -> text(key).startsWith("!"))
                    .forEach(missing::add);
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void saysNothingTwice() throws IOException {
        var seen = new HashMap<String, String>();
        var twice = new TreeSet<String>();
        for (var file : textFiles()) {
            for (var key : keys(file)) {
                if (seen.put(key, file.toString()) != null) {
                    twice.add(key);
                }
            }
        }

        assertThat(twice).isEmpty();
    }

    /** In use is a key that the sources name, whole or as a beginning with a dot, or with an ending they add. */
    @Test
    void keepsNoTextThatNothingAsksFor() throws IOException {
        var words = sources().stream()
                .flatMap(source -> WORD.matcher(source).results())
                .map(word -> word.group(1))
                .collect(Collectors.toSet());
        var unused = textFiles().stream()
                .flatMap(file -> keys(file).stream())
                .filter(key -> !words.contains(key)
                        && beginnings(key).noneMatch(words::contains)
                        && !words.containsAll(stemAndEnding(key)))
                .toList();

        assertThat(unused).isEmpty();
    }

    private static List<String> stemAndEnding(String key) {
        return List.of(key.substring(0, key.lastIndexOf('.')), key.substring(key.lastIndexOf('.')));
    }

    /** The beginnings of the key that end with a dot; what follows is known only when it runs. */
    private static Stream<String> beginnings(String key) {
        return IntStream.range(0, key.length())
                .filter(at -> key.charAt(at) == '.')
                .mapToObj(at -> key.substring(0, at + 1));
    }

    @ParameterizedTest
    @MethodSource("textFiles")
    void canFillEveryTextThatHasPlaces(Path file) throws IOException {
        for (var key : keys(file)) {
            var text = text(key);
            if (text.contains("{0")) {
                assertThat(new MessageFormat(text, Locale.ENGLISH).format(new Object[] {1, 2, 3, 4}))
                        .as(key)
                        .doesNotContain("{")
                        .as("a quote in a text with places must be doubled: " + key)
                        .matches(filled -> !text.replace("''", "").contains("'"));
            }
        }
    }

    @Test
    void marksAKeyThatIsNotThere() {
        assertThat(text("no.such.key")).isEqualTo("!no.such.key");
    }

    private String text(String key) {
        return texts.getTranslation(key, Locale.ENGLISH);
    }

    private static Stream<MatchResult> asked() throws IOException {
        return sources().stream().flatMap(source -> ASKED.matcher(source).results());
    }

    private static Set<String> shownEnums() throws IOException {
        return sources().stream()
                .flatMap(source -> ENUM_PREFIX.matcher(source).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> sources() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(TranslationsTest::read)
                    .toList();
        }
    }

    private static List<Path> textFiles() throws IOException {
        try (var files = Files.list(TEXTS)) {
            return files.filter(file -> file.toString().endsWith(".properties"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> keys(Path file) {
        return read(file)
                .lines()
                .filter(line -> line.matches("[\\w.-]+\\s*=.*"))
                .map(line -> line.substring(0, line.indexOf('=')).trim())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Class<?>> enumsByName() throws IOException {
        var enums = new HashMap<String, Class<?>>();
        var reader = new SimpleMetadataReaderFactory();
        for (var resource :
                new PathMatchingResourcePatternResolver().getResources("classpath*:dev/slipway/**/*.class")) {
            var type = reader.getMetadataReader(resource).getClassMetadata();
            if ("java.lang.Enum".equals(type.getSuperClassName())) {
                var found = load(type.getClassName());
                enums.put(found.getSimpleName(), found);
            }
        }
        return enums;
    }

    /** A name that is no enum's stands for a set of words of its own: nothing is known of what belongs to it. */
    private static Object[] constants(Map<String, Class<?>> enums, String name) {
        return enums.containsKey(name) ? enums.get(name).getEnumConstants() : new Object[0];
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, TranslationsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
