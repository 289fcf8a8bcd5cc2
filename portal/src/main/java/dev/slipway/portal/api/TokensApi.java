package dev.slipway.portal.api;

import dev.slipway.portal.api.PageRequest.Items;
import dev.slipway.security.Permission;
import dev.slipway.security.Requires;
import dev.slipway.security.Scope;
import dev.slipway.security.TokenId;
import dev.slipway.security.TokenNotFound;
import dev.slipway.security.Tokens;
import dev.slipway.security.Tokens.NewToken;
import dev.slipway.security.Tokens.TokenRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/tokens")
@Tag(name = "tokens")
class TokensApi {

    private final Tokens tokens;

    TokensApi(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Requires(Permission.SEE_OWN_ACCOUNT)
    @Operation(summary = "Your tokens, newest first, without their secrets")
    Items<TokenBody> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(name = "page_token", required = false) @Nullable String pageToken) {
        return PageRequest.of(limit, pageToken, "tokens")
                .of(tokens.mine().stream().map(TokenBody::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Requires(Permission.CHANGE_OWN_ACCOUNT)
    @Operation(summary = "Makes a token of yours; its text is in this answer only")
    @RequestBody(content = @Content(schema = @Schema(implementation = RequestedToken.class)))
    NewTokenBody create(JsonBody body) {
        var wanted = body.read(RequestedToken.class);
        var name = wanted.name() == null ? "" : wanted.name();
        return NewTokenBody.of(tokens.create(name, wanted.scopeSet(), wanted.expiresAt()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Requires(Permission.CHANGE_OWN_ACCOUNT)
    @Operation(summary = "Ends a token of yours")
    void revoke(@PathVariable String id) {
        tokens.revoke(idOf(id));
    }

    private static TokenId idOf(String text) {
        try {
            return TokenId.of(text);
        } catch (IllegalArgumentException e) {
            throw new TokenNotFound(text);
        }
    }

    @Json
    record RequestedToken(
            @Nullable String name,
            @Nullable List<String> scopes,
            @Nullable Instant expiresAt) {

        Set<Scope> scopeSet() {
            var given = Lists.orEmpty(scopes);
            return IntStream.range(0, given.size())
                    .mapToObj(index -> Words.read(Scope.class, given.get(index), "/scopes/" + index))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @Json
    record NewTokenBody(String id, String prefix, String token, String name, List<String> scopes, Instant expiresAt) {

        static NewTokenBody of(NewToken made) {
            var row = made.row();
            return new NewTokenBody(
                    row.id().toString(),
                    row.prefix(),
                    made.token(),
                    row.name(),
                    Words.of(row.scopes()),
                    row.expiresAt());
        }
    }

    @Json
    record TokenBody(
            String id,
            String name,
            String prefix,
            List<String> scopes,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom) {

        static TokenBody of(TokenRow row) {
            return new TokenBody(
                    row.id().toString(),
                    row.name(),
                    row.prefix(),
                    Words.of(row.scopes()),
                    row.createdAt(),
                    row.expiresAt(),
                    row.revokedAt(),
                    row.lastUsedAt(),
                    row.lastUsedFrom());
        }
    }
}
