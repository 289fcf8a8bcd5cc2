package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.experiments.Models.VersionRow;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.Pill;
import dev.slipway.portal.kit.Table;
import dev.slipway.portal.kit.Texts;
import dev.slipway.portal.kit.Tone;
import dev.slipway.portal.kit.VersionTag;
import dev.slipway.portal.models.MetricComparison.Row;
import dev.slipway.portal.models.MetricComparison.Word;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The metrics of a version, beside those of the one in production where there is another. */
final class MetricsPanel extends Panel {

    private static final long serialVersionUID = 1L;

    MetricsPanel(VersionRow version, Optional<VersionRow> champion) {
        super("");
        named(getTranslation(champion.isPresent() ? "models.metrics.title" : "models.metrics.alone"));
        champion.ifPresentOrElse(other -> beside(version, other), () -> alone(version));
    }

    private void beside(VersionRow version, VersionRow champion) {
        end(
                VersionTag.ofNew(version.ref().version()),
                new Span(getTranslation("models.metrics.beside")),
                new VersionTag(champion.ref().version()));
        var table = new Table(getTranslation("models.metrics.title"))
                .column(getTranslation("models.metrics.column.metric"))
                .numbers("v" + version.ref().version())
                .numbers("v" + champion.ref().version())
                .numbers(getTranslation("models.metrics.column.difference"))
                .column(getTranslation("models.metrics.column.word"));
        MetricComparison.of(version.metrics(), champion.metrics()).forEach(row -> compared(table, row));
        content(table);
    }

    private void compared(Table table, Row row) {
        table.row(
                new Code(row.metric()),
                strong(number(row.candidate(), row.champion())),
                number(row.champion(), row.candidate()),
                difference(row),
                word(row.word()));
    }

    private void alone(VersionRow version) {
        if (version.metrics().isEmpty()) {
            padded();
            content(new Paragraph(getTranslation("models.metrics.none")));
            return;
        }
        var inProduction = "Production".equals(version.stage());
        var why = new Span(getTranslation(inProduction ? "models.metrics.is_champion" : "models.metrics.no_champion"));
        why.addClassNames("sw-s", "sw-t2");
        var table = new Table(getTranslation("models.metrics.title"))
                .column(getTranslation("models.metrics.column.metric"))
                .numbers("v" + version.ref().version());
        MetricComparison.of(version.metrics(), Map.of())
                .forEach(row -> table.row(new Code(row.metric()), strong(number(row.candidate(), null))));
        content(table);
        footer(why);
    }

    private Component difference(Row row) {
        var difference = row.difference();
        if (difference == null) {
            return new Span("—");
        }
        var arrow = difference > 0 ? Icon.UP : difference < 0 ? Icon.DOWN : Icon.FLAT;
        var cell = new Span(arrow.createSmall(), new Span(Texts.difference(difference)));
        cell.addClassNames("sw-delta", tone(row.word()).css());
        return cell;
    }

    private Component word(Word word) {
        var pill = new Pill(tone(word), icon(word), getTranslation("enum.MetricWord." + word.name()));
        pill.addClassName("plain");
        return pill;
    }

    private static Tone tone(Word word) {
        return switch (word) {
            case BETTER -> Tone.GOOD;
            case WORSE -> Tone.CRITICAL;
            case EQUAL, UNCOMPARED -> Tone.NONE;
        };
    }

    private static Icon icon(Word word) {
        return switch (word) {
            case BETTER -> Icon.CHECK_CIRCLE;
            case WORSE -> Icon.WARNING;
            case EQUAL -> Icon.ARROW_RIGHT;
            case UNCOMPARED -> Icon.NO_DATA;
        };
    }

    private static Component strong(Span number) {
        number.addClassName("sw-b");
        return new Div(number);
    }

    private static Span number(@Nullable Double value, @Nullable Double beside) {
        if (value == null) {
            return new Span("—");
        }
        var number = new Span(Texts.number(value, Collections.singletonList(beside)));
        number.setTitle(Texts.exact(value));
        return number;
    }
}
