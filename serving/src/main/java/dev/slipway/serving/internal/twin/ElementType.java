package dev.slipway.serving.internal.twin;

import ai.onnxruntime.OnnxJavaType;
import java.util.Arrays;
import java.util.Optional;

/** The element types of a twin's inputs, by their names in model.json. */
enum ElementType {
    STRING("string", OnnxJavaType.STRING),
    INT64("int64", OnnxJavaType.INT64),
    INT32("int32", OnnxJavaType.INT32),
    FLOAT("float", OnnxJavaType.FLOAT),
    DOUBLE("double", OnnxJavaType.DOUBLE),
    BOOL("bool", OnnxJavaType.BOOL);

    private final String word;
    private final OnnxJavaType onnx;

    ElementType(String word, OnnxJavaType onnx) {
        this.word = word;
        this.onnx = onnx;
    }

    static Optional<ElementType> named(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }

    static Optional<ElementType> of(OnnxJavaType onnx) {
        return Arrays.stream(values()).filter(type -> type.onnx == onnx).findFirst();
    }

    @Override
    public String toString() {
        return word;
    }
}
