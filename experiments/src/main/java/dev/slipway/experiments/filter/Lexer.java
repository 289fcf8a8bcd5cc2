package dev.slipway.experiments.filter;

import dev.slipway.experiments.InvalidFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts filter text into tokens, as the SQL tokenizer under MLflow's does for the texts MLflow accepts. */
final class Lexer {

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:(?:\\d+(?:\\.\\d+)?|\\.\\d+)[eE]-?\\d+|\\d+(?:\\.\\d*)?|\\.\\d+)(?![\\w.])");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_]\\w*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern FURTHER_NAME = Pattern.compile("\\d*[\\p{L}_]\\w*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern OPERATOR = Pattern.compile("[<>=~!]+");
    private static final int NONE = -1;

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
            case '\'' -> take(Token.Kind.STRING, closed(quotedEnd(at)));
            default -> other();
        };
    }

    private Token other() {
        var number = end(NUMBER, at);
        if (number != NONE) {
            return take(Token.Kind.NUMBER, number);
        }
        var quoted = text.charAt(at) == '"' ? quotedEnd(at) : NONE;
        if (quoted != NONE && !isAt(quoted, '.')) {
            return take(Token.Kind.STRING, quoted);
        }
        var word = wordEnd();
        return word == NONE ? take(Token.Kind.OPERATOR, operatorEnd()) : take(Token.Kind.WORD, word);
    }

    /** Parts with dots between, each a name or quoted. */
    private int wordEnd() {
        var end = partEnd(at, NAME, "`\"");
        var part = end;
        while (part != NONE) {
            end = part;
            part = isAt(end, '.') ? partEnd(end + 1, FURTHER_NAME, "`\"'") : NONE;
        }
        return end;
    }

    private int partEnd(int from, Pattern name, String quotes) {
        return from < text.length() && quotes.indexOf(text.charAt(from)) >= 0 ? quotedEnd(from) : end(name, from);
    }

    /**
     * By hand: a pattern would call itself for each character. Two quotes, or a backslash and a quote, stand for a quote; the
     * last of them closes the text when nothing else does.
     */
    private int quotedEnd(int from) {
        var quote = text.charAt(from);
        var close = NONE;
        for (var i = from + 1; i < text.length(); i++) {
            var c = text.charAt(i);
            if ((c == quote || c == '\\') && isAt(i + 1, quote)) {
                close = c == quote ? i + 1 : i + 2;
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return close;
    }

    private boolean isAt(int position, char c) {
        return position < text.length() && text.charAt(position) == c;
    }

    private int closed(int end) {
        if (end == NONE) {
            throw new InvalidFilter(pointer, at, "This quote is not closed. Put ' at the end of the value.");
        }
        return end;
    }

    private int operatorEnd() {
        var end = end(OPERATOR, at);
        if (end == NONE) {
            throw new InvalidFilter(
                    pointer, at, "found " + text.charAt(at) + ", where a key, a sign or a value is expected.");
        }
        return end;
    }

    private int end(Pattern pattern, int from) {
        var matcher = pattern.matcher(text).region(from, text.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? matcher.end() : NONE;
    }

    private Token take(Token.Kind kind, int end) {
        var token = new Token(kind, text.substring(at, end), at);
        at = end;
        return token;
    }
}
