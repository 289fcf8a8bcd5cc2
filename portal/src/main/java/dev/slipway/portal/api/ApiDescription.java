package dev.slipway.portal.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the OpenAPI document says besides its paths. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Slipway")
                        .version("v1")
                        .description(
                                "Errors are problem details (RFC 9457) with a stable code. Lists take limit and page_token. "
                                        + "Writes may carry an Idempotency-Key. Times are ISO-8601 in UTC."))
                .components(new Components()
                        .addSecuritySchemes(TOKEN, token())
                        .addParameters(IDEMPOTENCY_KEY, idempotencyKey()))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    /** What holds for every operation is not repeated at each of them. */
    @Bean
    OpenApiCustomizer everywhere() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths().values().forEach(path -> path.readOperationsMap().forEach(ApiDescription::complete));
        };
    }

    private static void complete(HttpMethod method, Operation operation) {
        operation.getResponses().addApiResponse("default", refusal());
        if (method != HttpMethod.GET) {
            operation.addParametersItem(new Parameter().$ref(IDEMPOTENCY_KEY));
        }
    }

    private static ApiResponse refusal() {
        return new ApiResponse()
                .description("A refusal: 401, 403, 404, 400 or 422 (a field), 409 (the state), 503")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM))));
    }

    private static Parameter idempotencyKey() {
        return new HeaderParameter()
                .name(IDEMPOTENCY_KEY)
                .schema(new StringSchema().maxLength(255))
                .description(
                        "Sent again with the same key within a day, a write is answered again and not done again.");
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("What happened, why, and what to do next"))
                .addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema().description("Stable, such as invalid_field"))
                .addProperty("incident", new StringSchema().description("Of a 500 only: what to look for in the log"))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("pointer", new StringSchema().description("Such as /filter"))
                                        .addProperty("message", new StringSchema())));
    }

    private static SecurityScheme token() {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("A token of Slipway: slp_... Made under Account, Tokens, or by POST /api/v1/tokens.");
    }
}
