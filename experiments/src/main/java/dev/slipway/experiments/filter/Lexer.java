package dev.slipway.experiments.filter;

import dev.slipway.experiments.InvalidFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts filter text into tokens, as the SQL tokenizer under MLflow's does for the texts MLflow accepts. */
final class Lexer {

    private static final String DOUBLE_QUOTED = "\"(?:\"\"|\\\\\"|[^\"])*\"";
    private static final String SINGLE_QUOTED = "'(?:''|\\\\'|[^'])*'";
    private static final String QUOTED_PART = "`(?:``|\\\\`|[^`])*`|" + DOUBLE_QUOTED;
    private static final String FIRST = "(?:[\\p{L}_][\\w]*|" + QUOTED_PART + ")";
    private static final String FURTHER =
            "(?:[\\p{L}_][\\w]*|\\d+[\\p{L}_][\\w]*|" + QUOTED_PART + "|" + SINGLE_QUOTED + ")";
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern STRING = Pattern.compile(SINGLE_QUOTED);
    private static final Pattern QUOTED = Pattern.compile(DOUBLE_QUOTED + "(?!\\.)");
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:(?:\\d+(?:\\.\\d+)?|\\.\\d+)[eE]-?\\d+|\\d+(?:\\.\\d*)?|\\.\\d+)(?![\\w.])");
    private static final Pattern WORD =
            Pattern.compile(FIRST + "(?:\\." + FURTHER + ")*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern OPERATOR = Pattern.compile("[<>=~!]+");

    private final String text;
    private final String pointer;
    private int at;

    private Lexer(String text, String pointer) {
        this.text = text;
        this.pointer = pointer;
    }

    /** @throws InvalidFilter where no token begins */
    static List<Token> tokens(String text, String pointer) {
        return new Lexer(text, pointer).all();
    }

    private List<Token> all() {
        var tokens = new ArrayList<Token>();
        while (true) {
            skipSpace();
            if (at == text.length()) {
                tokens.add(new Token(Token.Kind.END, "", at));
                return tokens;
            }
            tokens.add(next());
        }
    }

    private void skipSpace() {
        var space = SPACE.matcher(text).region(at, text.length());
        if (space.lookingAt()) {
            at = space.end();
        }
    }

    private Token next() {
        return switch (text.charAt(at)) {
            case '(' -> take(Token.Kind.OPEN, at + 1);
            case ')' -> take(Token.Kind.CLOSE, at + 1);
            case ',' -> take(Token.Kind.COMMA, at + 1);
            case '\'' ->
                take(Token.Kind.STRING, end(STRING, "This quote is not closed. Put ' at the end of the value."));
            default -> other();
        };
    }

    private Token other() {
        for (var candidate : Candidate.values()) {
            var matcher =
                    candidate.pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
            if (matcher.lookingAt()) {
                return take(candidate.kind, matcher.end());
            }
        }
        throw new InvalidFilter(
                pointer, at, "found " + text.charAt(at) + ", where a key, a sign or a value is expected.");
    }

    private int end(Pattern pattern, String otherwise) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new InvalidFilter(pointer, at, otherwise);
        }
        return matcher.end();
    }

    private Token take(Token.Kind kind, int end) {
        var token = new Token(kind, text.substring(at, end), at);
        at = end;
        return token;
    }

    /** In the order in which they are tried. */
    private enum Candidate {
        NUMBER(Token.Kind.NUMBER, Lexer.NUMBER),
        QUOTED(Token.Kind.STRING, Lexer.QUOTED),
        WORD(Token.Kind.WORD, Lexer.WORD),
        OPERATOR(Token.Kind.OPERATOR, Lexer.OPERATOR);

        private final Token.Kind kind;
        private final Pattern pattern;

        Candidate(Token.Kind kind, Pattern pattern) {
            this.kind = kind;
            this.pattern = pattern;
        }
    }
}
