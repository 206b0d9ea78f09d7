package dev.hooklane.bench.receiver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate for the loopback address.
 *
 * @param keyStore a PKCS #12 file with its key
 * @param pem a file with the certificate alone, to be trusted
 */
public record Certificate(Path keyStore, Path pem) {
    /** Opens the key store. It protects nothing: the files live as long as the benchmark. */
    static final String PASSWORD = "benchmark";

    /** Makes one by the JDK's keytool. */
    public static Certificate make(Path folder) throws InterruptedException {
        Certificate made =
                new Certificate(folder.resolve("receiver.p12"), folder.resolve("receiver.pem"));
        made.keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=receiver",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "bc=ca:true",
                "-validity",
                "2");
        made.keytool("-exportcert", "-rfc", "-file", made.pem.toString());
        return made;
    }

    private void keytool(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        "-alias",
                        "receiver",
                        "-keystore",
                        keyStore.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor() != 0) {
                throw new IOException("keytool made no certificate");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
