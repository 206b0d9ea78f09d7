package com.example;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Receives webhooks with Spring. Usage: {@code WEBHOOK_SECRET=whsec_… SERVER_PORT=3000 mvn
 * spring-boot:run}
 */
@SpringBootApplication
@RestController
public class Receiver {
    /** Bounds what is read before the signature is checked. A body has at most 256 KiB. */
    private static final int MAX_BODY = 1024 * 1024;

    private final String secret;
    private final Inbox inbox = new Inbox();

    Receiver(@Value("${WEBHOOK_SECRET}") String secret) {
        this.secret = secret;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(Receiver.class, arguments);
    }

    /** By Standard Webhooks: nobody can send a recorded request again after five minutes. */
    @PostMapping("/webhooks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void webhooks(HttpServletRequest request) throws IOException, GeneralSecurityException {
        byte[] body = raw(request);
        if (!StandardSignature.isGenuine(
                body,
                request.getHeader("webhook-id"),
                request.getHeader("webhook-timestamp"),
                request.getHeader("webhook-signature"),
                secret)) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        inbox.accept(body);
    }

    /**
     * By X-MGA-Signature. Offer one of both, never both on one path: the weaker one would decide.
     */
    @PostMapping("/webhooks/simple")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void simple(HttpServletRequest request) throws IOException, GeneralSecurityException {
        byte[] body = raw(request);
        if (!SimpleSignature.hasGenuineBody(body, request.getHeader("X-MGA-Signature"), secret)) {
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
        }
        inbox.accept(body);
    }

    /** The raw bytes, and not a parsed object: the signature is of those. */
    private static byte[] raw(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE);
        }
        return body;
    }
}
