package dev.slipway.portal.experiments;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.i18n.I18NProvider;
import dev.slipway.experiments.MetricDirection;
import dev.slipway.portal.kit.Icon;
import dev.slipway.portal.kit.Texts;

/** How far a metric is from another run's: arrow, number and colour, and in words for those who see neither. */
final class Delta extends Span {

    private static final long serialVersionUID = 1L;

    Delta(String metric, double value, double base) {
        var difference = value - base;
        addClassName("sw-delta");
        add(icon(difference).create(), new Span(Texts.difference(difference)));
        if (difference != 0 && Double.isFinite(difference)) {
            var better = MetricDirection.of(metric).isBetter(value, base);
            addClassName(better ? "good" : "warn");
            var word = I18NProvider.translate(better ? "experiments.better" : "experiments.worse");
            var spoken = new Span(word);
            spoken.addClassName("sw-sr");
            add(spoken);
            setTitle(word);
        }
    }

    private static Icon icon(double difference) {
        if (difference == 0 || !Double.isFinite(difference)) {
            return Icon.FLAT;
        }
        return difference > 0 ? Icon.UP : Icon.DOWN;
    }
}
