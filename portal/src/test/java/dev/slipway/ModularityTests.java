package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTests {

    private static final Path DRAWN = Path.of("target", "modules.mmd");
    private static final Path DOCUMENT = Path.of("..", "docs", "architecture.md");

    private final ApplicationModules modules = ApplicationModules.of(SlipwayApplication.class, new MainCode());

    @Test
    void holdsTheDirectionOfTheModules() {
        modules.verify();
    }

    @Test
    void keepsThePictureInTheDocumentationTrue() throws IOException {
        var drawn =
                modules.stream().sorted().flatMap(this::arrows).collect(Collectors.joining("\n", "graph RL\n", "\n"));
        Files.writeString(DRAWN, drawn);

        assertThat(Files.readString(DOCUMENT))
                .as("docs/architecture.md draws other arrows than the code has: put portal/target/modules.mmd there")
                .contains("```mermaid\n" + drawn + "```");
    }

    private Stream<String> arrows(ApplicationModule module) {
        return module.getDirectDependencies(modules)
                .uniqueModules()
                .map(used -> "    " + name(module) + " --> " + name(used))
                .sorted();
    }

    private static String name(ApplicationModule module) {
        return module.getDisplayName().toLowerCase(Locale.ROOT);
    }
}
