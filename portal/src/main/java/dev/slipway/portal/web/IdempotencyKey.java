package dev.slipway.portal.web;

import dev.slipway.kernel.Problem;
import dev.slipway.kernel.Problem.FieldError;
import dev.slipway.security.SignedIn;
import dev.slipway.security.TokenId;
import dev.slipway.security.UserId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A caller's name for one write: 1 to 255 visible characters. It also seals what the write was answered (AES-GCM).
 *
 * @param token the one in use: another token of the same person may do less, and must not be given this one's answers
 */
record IdempotencyKey(UserId user, @Nullable TokenId token, String text) {

    static final String HEADER = "Idempotency-Key";

    private static final Pattern SYNTAX = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    IdempotencyKey {
        if (!SYNTAX.matcher(text).matches()) {
            throw new UnusableKey();
        }
    }

    static IdempotencyKey of(SignedIn caller, String text) {
        return new IdempotencyKey(caller.userId(), caller.token(), text);
    }

    byte[] hash() {
        return sha256("find|" + user + "|" + token + "|" + text);
    }

    byte[] seal(byte[] answer) {
        var nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, nonce, answer);
        var both = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
        System.arraycopy(sealed, 0, both, NONCE_BYTES, sealed.length);
        return both;
    }

    byte[] open(byte[] sealed) {
        return crypt(
                Cipher.DECRYPT_MODE,
                Arrays.copyOf(sealed, NONCE_BYTES),
                Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var secret = new SecretKeySpec(sha256("seal|" + user + "|" + token + "|" + text), "AES");
            cipher.init(mode, secret, new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keeps the key, which opens the answer, out of logs. */
    @Override
    public String toString() {
        return "IdempotencyKey[" + user + "]";
    }

    static final class UnusableKey extends Problem {

        private static final long serialVersionUID = 1L;

        private static final String MESSAGE =
                "Idempotency-Key has to be 1 to 255 visible ASCII characters, such as a random UUID.";

        UnusableKey() {
            super(
                    Kind.MALFORMED,
                    "malformed_idempotency_key",
                    MESSAGE,
                    List.of(new FieldError("/" + HEADER, MESSAGE)),
                    null);
        }
    }
}
