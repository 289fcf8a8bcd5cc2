package dev.slipway.portal.kit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Each piece of the kit, as an example. Its texts are for developers and stay English. */
@PageTitle("Kit · Slipway")
@PermitAll
public final class KitView extends Page implements HasCrumbs {

    private static final long serialVersionUID = 1L;

    private static final String DRAFT = "kit.example";

    KitView(Clock clock) {
        title("The kit", new VersionTag("14"), VersionTag.ofNew("15"), new StageTag("Staging"));
        meta(new Span("one line of facts"), new Span("divided by dots"), new Person("Ada Lindqvist"));
        actions(
                Buttons.plain(Icon.COMPARE, "Ask why", click -> ask()),
                Buttons.danger("Abort and go back", click -> Toasts.failed("Nothing was aborted.")),
                Buttons.primary(Icon.PROMOTE, "Say something", click -> Toasts.say("Something was said.")));
        add(new TabLinks().tab("Pieces", "kit", true).tab("Runs", "kit?other", false, 1_284));
        var columns = new Div(
                words(),
                states(),
                new Panel("Loading", new Skeleton(6)),
                nothing(),
                wrong(),
                table(),
                chart(),
                feed(clock),
                forms());
        columns.addClassNames("sw-cols", "three");
        add(columns);
    }

    @Override
    public List<Crumb> crumbs() {
        return List.of(new Crumb("Home", ""), new Crumb("Pieces", "kit"), Crumb.here("Kit"));
    }

    private static void ask() {
        new ReasonDialog("Request promotion", DRAFT, reason -> Toasts.say(reason))
                .about(new Span("employment"), VersionTag.ofNew("15"), new StageTag("Production"))
                .next("The gates run now; then somebody else decides.")
                .open();
    }

    private static Panel words() {
        var pills = new Div();
        pills.addClassNames("sw-row", "wrap");
        Arrays.stream(Tone.values()).forEach(tone -> pills.add(new Pill(tone, tone.css())));
        List.of("Development", "Staging", "Production", "Archived").forEach(stage -> pills.add(new StageTag(stage)));
        return new Panel("Status and stage", pills).padded();
    }

    private static Panel states() {
        var notes = new Div(
                new Note(Tone.GOOD, Icon.CHECK_CIRCLE, "Registered as employment v15."),
                new Note(Tone.WARN, Icon.WARNING, "v14 was moved by someone outside Slipway."),
                new Note(Tone.CRITICAL, Icon.CRITICAL, "The alias did not move. Nothing was changed."),
                new WhyOff("You asked for this promotion, so somebody else decides."));
        notes.addClassName("sw-form");
        return new Panel("Notes", notes).padded();
    }

    private static Panel nothing() {
        return new Panel(
                "First use", new EmptyState(Icon.MODELS, "No models yet", "A model appears when a run is registered."));
    }

    private static Panel wrong() {
        return new Panel(
                "A part is down",
                new EmptyState(Icon.PLUG, "MLflow is not answering", "You see the index of 08:38.").tone(Tone.WARN));
    }

    private static Panel table() {
        var table = new Table("Examples of numbers")
                .column("What")
                .numbers("Reads as")
                .row("A metric", Texts.number(0.8731))
                .row("A difference", Texts.difference(-0.005))
                .row("A count", Texts.count(4_500_000))
                .row("A duration", Texts.duration(Duration.ofSeconds(161)))
                .row(new Span("Against a limit"), new Bullet(Tone.GOOD, 0.8731, 0.85));
        return new Panel("Numbers", table);
    }

    private static Component chart() {
        return new Chart("Loss by step", "It falls from 0.69 to 0.41 in four steps.", 180)
                .option(Map.of(
                        "xAxis", Map.of("type", "category", "data", List.of("1", "2", "3", "4")),
                        "yAxis", Map.of("type", "value"),
                        "series", List.of(Map.of("type", "line", "data", List.of(0.69, 0.52, 0.44, 0.41)))))
                .numbers(List.of("step", "loss"), List.of(List.of("1", "0.6900"), List.of("4", "0.4100")));
    }

    private static Panel feed(Clock clock) {
        return new Panel(
                        "What happened",
                        new Feed()
                                .happened(
                                        Tone.GOOD,
                                        Icon.CHECK,
                                        new Span("Ines approved"),
                                        "Calibration is better in every age group.",
                                        clock.instant()))
                .end(new Legend().line("var(--sw-new)", "candidate").dashed("var(--sw-old)", "champion"))
                .padded();
    }

    private static Panel forms() {
        var form = new Div(new NewPassword(), new Copyable("An example", "slp_example"));
        form.addClassName("sw-form");
        return new Panel("Forms", form).padded();
    }
}
