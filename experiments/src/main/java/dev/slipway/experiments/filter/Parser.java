package dev.slipway.experiments.filter;

import dev.slipway.experiments.InvalidFilter;
import dev.slipway.experiments.filter.Comparison.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.lang3.StringUtils;

/** Recursive descent over {@code comparison (AND comparison)*}. */
final class Parser {

    private static final int MOST_COMPARISONS = 100;

    private final List<Token> tokens;
    private final String pointer;
    private int at;

    Parser(String text, String pointer) {
        this.tokens = Lexer.tokens(text, pointer);
        this.pointer = pointer;
    }

    /** As MLflow does, it passes over an {@code and} that is missing, doubled, or has nothing on one side. */
    List<Comparison> comparisons() {
        var comparisons = new ArrayList<Comparison>();
        skipAnds();
        while (peek().kind() != Token.Kind.END) {
            if (comparisons.size() == MOST_COMPARISONS) {
                throw error(peek(), "a filter has at most " + MOST_COMPARISONS + " comparisons. Leave some out.");
            }
            comparisons.add(comparison(comparisons.isEmpty()));
            skipAnds();
        }
        return comparisons;
    }

    private void skipAnds() {
        while (peek().isWord("and")) {
            take();
        }
    }

    private Comparison comparison(boolean first) {
        var key = key(first);
        var field = Fields.of(key, pointer);
        var sign = peek();
        var comparator = comparator(field);
        if (!Comparator.allowedFor(field).contains(comparator)) {
            throw error(
                    sign,
                    comparator.sign() + " does not go with " + key.text() + ". Use one of " + allowed(field) + ".");
        }
        return new Comparison(field, comparator, value(field, comparator));
    }

    private Token key(boolean first) {
        var key = take();
        if (key.isWord("or")) {
            throw error(key, "MLflow's filter joins conditions with and; or is not possible.");
        }
        if (key.isWord("not")) {
            throw error(key, "not is not possible here. Turn the sign round: != for =, < for >=.");
        }
        if (!key.canBeKey()) {
            throw error(
                    key,
                    "expected " + (first ? "a key such as metrics.accuracy" : "and") + ", found " + key.described()
                            + ".");
        }
        return key;
    }

    private Comparator comparator(Field field) {
        var sign = take();
        if (sign.kind() == Token.Kind.OPERATOR) {
            return Comparator.of(sign.text())
                    .orElseThrow(() -> error(
                            sign,
                            "there is no sign " + sign.text() + ". Use one of " + allowed(field) + "."
                                    + signHint(sign.text())));
        }
        if (sign.isWord("is")) {
            return nullTest();
        }
        if (sign.isWord("not") && peek().isWord("in")) {
            take();
            return Comparator.NOT_IN;
        }
        if (sign.isWord("like") || sign.isWord("ilike") || sign.isWord("in")) {
            return Comparator.of(sign.text()).orElseThrow();
        }
        throw error(sign, "expected one of " + allowed(field) + ", found " + sign.described() + ".");
    }

    private Comparator nullTest() {
        var negated = peek().isWord("not");
        var not = negated ? take() : peek();
        var word = take();
        if (!word.isWord("null")) {
            throw error(word, "expected null, found " + word.described() + ".");
        }
        if (negated && word.position() != not.end() + 1) {
            throw error(not, "put one space between not and null.");
        }
        return negated ? Comparator.IS_NOT_NULL : Comparator.IS_NULL;
    }

    private static String signHint(String sign) {
        return switch (sign) {
            case "==" -> " Did you mean =?";
            case "<>" -> " Did you mean !=?";
            case ">>" -> " Did you mean >?";
            case "<<" -> " Did you mean <?";
            case "=>" -> " Did you mean >=?";
            case "=<" -> " Did you mean <=?";
            default -> "";
        };
    }

    private static String allowed(Field field) {
        return Comparator.allowedFor(field).stream().map(Comparator::sign).collect(Collectors.joining(", "));
    }

    private Value value(Field field, Comparator comparator) {
        return switch (comparator) {
            case IS_NULL, IS_NOT_NULL -> new Value.None();
            case IN, NOT_IN -> texts(field);
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE, ILIKE ->
                field.kind().isNumeric(field.key()) ? number(field, comparator) : text(comparator);
        };
    }

    private Value number(Field field, Comparator comparator) {
        var token = take();
        if (token.kind() != Token.Kind.NUMBER) {
            throw error(token, "expected a number after " + comparator.sign() + ", found " + token.described() + ".");
        }
        return field.kind() == Field.Kind.ATTRIBUTE && token.text().matches("-?\\d{1,18}")
                ? new Value.Whole(Long.parseLong(token.text()))
                : new Value.Real(Double.parseDouble(token.text()));
    }

    private Value text(Comparator comparator) {
        var position = peek();
        var text = string("after " + comparator.sign());
        if ((comparator == Comparator.LIKE || comparator == Comparator.ILIKE) && endsInEscape(text)) {
            throw error(position, "the pattern ends with a single \\\\. Double it to look for one.");
        }
        return new Value.Text(text);
    }

    private static boolean endsInEscape(String pattern) {
        var escapes = pattern.length() - StringUtils.stripEnd(pattern, "\\").length();
        return escapes % 2 == 1;
    }

    private String string(String where) {
        var token = take();
        if (token.kind() != Token.Kind.STRING) {
            var hint = token.kind() == Token.Kind.WORD || token.kind() == Token.Kind.NUMBER
                    ? " Write '" + token.text() + "'."
                    : "";
            throw error(token, "expected a quoted value " + where + ", found " + token.described() + "." + hint);
        }
        return token.text().substring(1, token.text().length() - 1);
    }

    private Value texts(Field field) {
        if (field.kind() == Field.Kind.ATTRIBUTE && !field.key().equals(RunAttribute.RUN_ID.key())) {
            throw error(peek(), "a list goes with run_id only. Compare " + field.key() + " with = instead.");
        }
        expect(Token.Kind.OPEN, "( and a list of quoted values");
        var texts = new ArrayList<String>();
        do {
            texts.add(string("in the list"));
        } while (commaBeforeAnother());
        expect(Token.Kind.CLOSE, ") at the end of the list");
        return new Value.Texts(List.copyOf(texts));
    }

    /** The list may end with a comma. */
    private boolean commaBeforeAnother() {
        if (peek().kind() != Token.Kind.COMMA) {
            return false;
        }
        take();
        return peek().kind() != Token.Kind.CLOSE;
    }

    private void expect(Token.Kind kind, String what) {
        var token = take();
        if (token.kind() != kind) {
            throw error(token, "expected " + what + ", found " + token.described() + ".");
        }
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token take() {
        var token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    private InvalidFilter error(Token token, String message) {
        return new InvalidFilter(pointer, token.position(), message);
    }
}
