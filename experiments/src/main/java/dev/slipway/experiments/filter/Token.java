package dev.slipway.experiments.filter;

import org.apache.commons.lang3.StringUtils;

/** A piece of filter text and where it begins, from 0. */
record Token(Kind kind, String text, int position) {

    private static final int LONGEST_SHOWN = 100;

    enum Kind {
        /** A key with its dots and quoted parts, or a word such as AND. */
        WORD,
        NUMBER,
        STRING,
        OPERATOR,
        OPEN,
        CLOSE,
        COMMA,
        END
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** A word, or text in double quotes, which may be a key as well as a value. */
    boolean canBeKey() {
        return kind == Kind.WORD || (kind == Kind.STRING && text.startsWith("\""));
    }

    /** For a message: what was found here. */
    String described() {
        return kind == Kind.END ? "the end of the text" : StringUtils.abbreviate(text, LONGEST_SHOWN);
    }

    int end() {
        return position + text.length();
    }
}
