package dev.slipway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;
import org.springframework.modulith.docs.Documenter.DiagramOptions;
import org.springframework.modulith.docs.Documenter.Options;

class ModularityTests {

    private static final Path DRAWN = Path.of("target", "modulith");
    private static final Path KEPT = Path.of("..", "docs", "modules.puml");

    private final ApplicationModules modules = ApplicationModules.of(SlipwayApplication.class);

    @Test
    void holdsTheDirectionOfTheModules() {
        modules.verify();
    }

    @Test
    void keepsThePictureInTheDocumentationTrue() throws IOException {
        new Documenter(modules, Options.defaults().withOutputFolder(DRAWN.toString()))
                .writeModulesAsPlantUml(DiagramOptions.defaults());

        var drawn = Files.readString(DRAWN.resolve("components.puml"));

        assertThat(Files.readString(KEPT))
                .as("docs/modules.puml is not what the code says: copy portal/target/modulith/components.puml over it")
                .isEqualTo(drawn);
    }
}
