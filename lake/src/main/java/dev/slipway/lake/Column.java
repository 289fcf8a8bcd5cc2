package dev.slipway.lake;

import java.util.BitSet;

/** One column of a table, whole, in an array. Arrays and masks are shared with the reader of the table, not copied. */
public sealed interface Column permits Column.Doubles, Column.Longs, Column.Texts, Column.Flags {

    /** The rows without a value. What the array holds there means nothing, except that a text is never null. */
    BitSet nulls();

    int rows();

    /** What it holds, as a word in a sentence. */
    String kind();

    default boolean isNull(int row) {
        return nulls().get(row);
    }

    /** Floating-point numbers of either width. */
    record Doubles(double[] values, BitSet nulls) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String kind() {
            return "numbers";
        }
    }

    /** Whole numbers of up to 64 bits; a time stamp or a date is its count of units since 1970. */
    record Longs(long[] values, BitSet nulls) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String kind() {
            return "whole numbers";
        }
    }

    /** Text; empty where it is null. */
    record Texts(String[] values, BitSet nulls) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String kind() {
            return "text";
        }
    }

    /** True or false. */
    record Flags(boolean[] values, BitSet nulls) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public String kind() {
            return "true and false";
        }
    }
}
