package dev.slipway.portal.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says in the description of the API which fields may be null: those that are so in the code. */
@Component
class NullableFields implements ModelConverter {

    private static final SnakeCaseStrategy NAMES = new SnakeCaseStrategy();
    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        var kind = Json.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && kind.isRecord()) {
            mark(defined(schema, context), kind);
        }
        return schema;
    }

    private static @Nullable Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
        var reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void mark(@Nullable Schema<?> model, Class<?> kind) {
        if (model == null || model.getProperties() == null) {
            return;
        }
        Arrays.stream(kind.getRecordComponents())
                .filter(NullableFields::isNullable)
                .map(component -> NAMES.translate(component.getName()))
                .forEach(name -> model.getProperties().computeIfPresent(name, (key, field) -> orNull(field)));
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static Schema<?> orNull(Schema<?> field) {
        if (field.get$ref() != null) {
            return new JsonSchema().anyOf(List.of(field, new JsonSchema().types(Set.of(NULL))));
        }
        if (field.getTypes() != null) {
            var types = new LinkedHashSet<>(field.getTypes());
            types.add(NULL);
            field.setTypes(types);
        }
        return field;
    }
}
