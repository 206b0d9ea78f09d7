package dev.hooklane.http;

import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Servers whose certificates only one authority vouches for. */
final class TlsServers {
    private TlsServers() {}

    /**
     * Has a server use HTTPS as {@code localhost}.
     *
     * @param authority of the server's certificate, and of the clients' that it trusts
     */
    static void useHttps(MockWebServer server, HeldCertificate authority) {
        server.useHttps(
                new HandshakeCertificates.Builder()
                        .heldCertificate(
                                new HeldCertificate.Builder()
                                        .signedBy(authority)
                                        .addSubjectAlternativeName("localhost")
                                        .build())
                        .addTrustedCertificate(authority.certificate())
                        .build()
                        .sslSocketFactory());
    }
}
