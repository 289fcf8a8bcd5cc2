package dev.slipway.portal.kit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextArea;
import dev.slipway.kernel.InvalidField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

@ViewPackages(packages = "dev.slipway.portal.kit")
class ReasonDialogTest extends BrowserlessTest {

    private final List<String> reasons = new ArrayList<>();

    @Test
    void doesNothingWithoutAReason() {
        var dialog = open(reasons::add);
        reason().setValue("   ");

        test(act()).click();

        assertThat(reasons).isEmpty();
        assertThat(dialog.isOpened()).isTrue();
        assertThat(reason().isInvalid()).isTrue();
    }

    @Test
    void handsTheReasonOverAndCloses() {
        var dialog = open(reasons::add);
        reason().setValue(" Better in every age group. ");

        test(act()).click();

        assertThat(reasons).containsExactly("Better in every age group.");
        assertThat(dialog.isOpened()).isFalse();
    }

    @Test
    void keepsTheTextAndSaysWhyWhenItIsRefused() {
        var dialog = open(text -> {
            throw new InvalidField("/reason", "Somebody else decided already.");
        });
        reason().setValue("Better.");

        test(act()).click();

        assertThat(dialog.isOpened()).isTrue();
        assertThat(reason().getErrorMessage()).isEqualTo("Somebody else decided already.");
        assertThat(reason().getValue()).isEqualTo("Better.");
    }

    @Test
    void goesWithoutAReasonWhereItIsOptional() {
        open(reasons::add).optional();

        test(act()).click();

        assertThat(reasons).containsExactly("");
    }

    private ReasonDialog open(Consumer<String> action) {
        var dialog = new ReasonDialog("Approve", "test", action);
        dialog.open();
        return dialog;
    }

    private TextArea reason() {
        return $(TextArea.class).single();
    }

    private Button act() {
        return $(Button.class).withText("Approve").single();
    }
}
