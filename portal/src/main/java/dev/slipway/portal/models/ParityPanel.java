package dev.slipway.portal.models;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.slipway.portal.kit.KeyValues;
import dev.slipway.portal.kit.Panel;
import dev.slipway.portal.kit.When;
import dev.slipway.serving.ParityReport;
import dev.slipway.serving.ParityState;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether the ONNX twin gives what the native model gives, and how that was found. */
final class ParityPanel extends Panel {

    private static final long serialVersionUID = 1L;

    ParityPanel(ParityReport report) {
        super("");
        named(getTranslation("models.parity.title"));
        end(Proofs.pill(this, report.state()));
        padded();
        var body = new Div(new Paragraph(report.explanation()));
        if (report.state() == ParityState.PASSED || report.state() == ParityState.FAILED) {
            body.add(measured(report));
        }
        content(body);
    }

    private KeyValues measured(ParityReport report) {
        return new KeyValues()
                .fact(getTranslation("models.parity.rows"), String.valueOf(report.rows()))
                .fact(getTranslation("models.parity.worst"), small(report.maxDifference()))
                .fact(getTranslation("models.parity.limit"), small(report.limit()))
                .fact(getTranslation("models.parity.flips"), String.valueOf(report.labelFlips()))
                .fact(getTranslation("models.parity.checked"), when(report.checkedAt()));
    }

    private String small(@Nullable Double value) {
        return value == null ? getTranslation("models.parity.unknown") : String.format(Locale.ENGLISH, "%.1e", value);
    }

    private Component when(@Nullable Instant at) {
        return at == null ? new Span(getTranslation("models.parity.not_yet")) : new When(at);
    }
}
