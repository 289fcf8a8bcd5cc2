package dev.slipway.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Without a mouse: the keys that the list of keys promises, and the main job by Tab and Enter alone. */
class KeyboardIT {

    private static final int MOST_TABS = 80;

    @RegisterExtension
    final Visitors visitors = new Visitors();

    private final Demo demo = Demo.get();

    @AfterEach
    void settles() {
        demo.settle();
    }

    @Test
    void goesToAnythingByAFewLetters() {
        var visitor = visitors.as("viewer").open("promotions");

        openPalette(visitor);
        visitor.page().keyboard().type("diab");
        assertThat(option(visitor)).containsText("diabetes");
        press(visitor, "Enter");

        visitor.isAt("models/diabetes");
        assertThat(visitor.page().getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    @Test
    void walksThroughWhatThePaletteFound() {
        var visitor = visitors.as("viewer").open("promotions");

        openPalette(visitor);
        visitor.page().keyboard().type("digits");
        assertThat(visitor.page().locator(".sw-palette [role=status]")).hasText("2 results");
        press(visitor, "ArrowDown");
        assertThat(option(visitor)).containsText("runs");
        press(visitor, "Enter");

        visitor.page().waitForURL(Pattern.compile(".*/experiments/\\d+"));
        openPalette(visitor);
        visitor.page().keyboard().type("no such thing at all");
        visitor.sees("Nothing you can open is called");
    }

    @Test
    void givesTheFocusBackWhenADialogIsClosed() {
        var visitor = visitors.as("viewer").open("models");
        var search = visitor.page().getByTitle("Search or jump to…");

        tabTo(visitor, search);
        press(visitor, "Enter");
        assertThat(visitor.page().getByRole(AriaRole.DIALOG)).hasCount(1);
        press(visitor, "Escape");
        assertThat(visitor.page().getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(search).isFocused();

        press(visitor, "?");
        assertThat(visitor.dialog()).containsText("Go to Promotions");
        press(visitor, "Escape");
        assertThat(visitor.page().getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(search).isFocused();
    }

    @Test
    void putsTheCursorIntoTheFilterOfEachList() {
        var visitor = visitors.as("admin");
        for (var list :
                new String[] {"experiments", "experiments/" + experiment(), "models", "promotions", "audit", "people"
                }) {
            visitor.open(list);
            press(visitor, "/");
            var filter =
                    visitor.page().locator("main [data-filter], main .sw-code").first();
            assertThat(filter).hasAttribute("focused", "");
        }
        visitor.open("models");
        press(visitor, "/");
        visitor.page().keyboard().type("g/e?");
        assertThat(visitor.page().locator("main [data-filter] input")).hasValue("g/e?");
        visitor.isAt("models");
    }

    @Test
    void goesToEachPartByTwoLetters() {
        var visitor = visitors.as("ml_engineer");

        for (var place : new String[][] {{"e", "experiments"}, {"m", "models"}, {"p", "promotions"}, {"h", ""}}) {
            press(visitor, "g");
            press(visitor, place[0]);
            visitor.isAt(place[1]).settled();
        }
    }

    @Test
    void selectsRowsAndComparesThem() {
        var visitor = visitors.as("data_scientist").open("experiments/" + experiment());
        var names = visitor.page().locator("main vaadin-grid .sw-runname a");
        assertThat(names.first()).isVisible();

        press(visitor, "j");
        press(visitor, "x");
        press(visitor, "j");
        press(visitor, "j");
        press(visitor, "k");
        press(visitor, "x");
        visitor.sees("2 selected");
        var first = names.nth(0).innerText();
        var second = names.nth(1).innerText();
        press(visitor, "c");

        visitor.isAt("compare");
        var heads = visitor.page().locator("table.sw-cmp thead th.run");
        assertThat(heads).hasCount(2);
        assertThat(visitor.page().locator("table.sw-cmp thead")).containsText(first);
        assertThat(visitor.page().locator("table.sw-cmp thead")).containsText(second);
    }

    @Test
    void listsEveryKeyThatActs() {
        var visitor = visitors.as("viewer");

        press(visitor, "?");

        var keys = visitor.dialog().locator("dt");
        assertThat(keys).hasText(new String[] {"CtrlK", "/", "gh", "ge", "gm", "gp", "jk", "x", "c", "?", "Esc"});
    }

    @Test
    void approvesByTabAndEnterAlone() {
        var version = demo.versionWithRole("passes");
        var id = demo.request("employment", version, "Production");
        var engineer = visitors.somebody().open("login");
        var login = demo.login("ml_engineer");
        tabTo(engineer, engineer.page().locator("input[name=username]"));
        engineer.page().keyboard().type(login.username());
        press(engineer, "Tab");
        engineer.page().keyboard().type(login.password());
        press(engineer, "Enter");
        engineer.isAt("").settled();

        tabTo(engineer, engineer.button("Review: Approve employment v" + version + " for Production"));
        press(engineer, "Enter");
        engineer.isAt("promotions/" + id).settled();
        tabTo(engineer, engineer.page().getByLabel("Comment"));
        engineer.page().keyboard().type("Seen");
        tabTo(engineer, engineer.button("Approve"));
        press(engineer, "Enter");

        engineer.sees("Promoted").sees("Seen");
        Eventually.until(Duration.ofSeconds(10), () -> demo.champion("employment"), version::equals);
    }

    @Test
    void decidesNothingByASingleKey() {
        var id = demo.request("employment", demo.versionWithRole("passes"), "Production");
        var engineer = visitors.as("ml_engineer").open("promotions/" + id).sees("Waits for 1 approval");

        for (var letter = 'a'; letter <= 'z'; letter++) {
            if (letter != 'g') {
                press(engineer, String.valueOf(letter));
            }
        }
        press(engineer, "Enter");
        engineer.settled();

        assertThat(demo.promotion(id).text("state")).isEqualTo("PENDING");
        engineer.isAt("promotions/" + id);
    }

    private static void openPalette(Visitor visitor) {
        press(visitor, "Control+k");
        assertThat(visitor.page().locator(".sw-palette input")).isFocused();
    }

    private static Locator option(Visitor visitor) {
        return visitor.page().locator(".sw-palette [role=option][aria-selected=true]");
    }

    private static void press(Visitor visitor, String key) {
        visitor.page().keyboard().press(key);
    }

    private static void tabTo(Visitor visitor, Locator wanted) {
        assertThat(wanted).isVisible();
        for (var n = 0; n < MOST_TABS; n++) {
            if (Boolean.TRUE.equals(wanted.evaluate("el => el === document.activeElement"))) {
                return;
            }
            press(visitor, "Tab");
        }
        throw new AssertionError("Not reached by " + MOST_TABS + " tabs: " + wanted);
    }

    private String experiment() {
        return demo.experiment("employment");
    }
}
