package dev.slipway.deployments.promotion;

import dev.slipway.kernel.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A policy's text cannot be used; each finding says where and what to write instead. */
public final class InvalidPolicy extends Problem {

    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    /** @param findings at least one, in the order of the text */
    public InvalidPolicy(List<Finding> findings) {
        super(
                Kind.INVALID,
                "invalid_policy",
                findings.stream().map(Finding::toString).collect(Collectors.joining(" ")),
                findings.stream()
                        .map(finding -> new FieldError("/yaml", finding.toString()))
                        .toList(),
                null);
        this.findings = List.copyOf(findings);
    }

    public List<Finding> findings() {
        return findings;
    }

    /** @param line from 1; @param column from 1 */
    public record Finding(int line, int column, String message) {
        @Override
        public String toString() {
            return "Line " + line + ", column " + column + ": " + message;
        }
    }
}
