package dev.hooklane.console.view;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Renders templates, which were compiled with the program. Any thread may use it. */
public final class Templates {
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /**
     * Renders a template in UTF-8.
     *
     * @param name without {@code .jte}
     */
    public byte[] fill(String name, Frame frame, Object view) {
        Utf8ByteOutput out = new Utf8ByteOutput();
        engine.render(name + ".jte", Map.of("frame", frame, "view", view), out);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(out.getContentLength());
        try {
            out.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
        return bytes.toByteArray();
    }
}
