package dev.hooklane.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An early Spring Boot 3.5 has annotations that Jackson 3 can't work with. */
class JacksonCheckTest {
    /** Came with version 2.21 of the annotations. */
    private static final String ANNOTATION = "com.fasterxml.jackson.annotation.JsonSerializeAs";

    /** This test's classes once more, without that one. */
    private static final class OldAnnotations extends URLClassLoader {
        OldAnnotations() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(ANNOTATION)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String path :
                    System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(new File(path).toURI().toURL());
            }
            return urls.toArray(URL[]::new);
        }
    }

    @Test
    void theJacksonOfThisSpringBootWritesEvents() {
        assertThatCode(JacksonCheck::check).doesNotThrowAnyException();
    }

    @Test
    void oldAnnotationsAreNamedAtTheStart() throws IOException, ReflectiveOperationException {
        try (OldAnnotations old = new OldAnnotations()) {
            Method check = old.loadClass(JacksonCheck.class.getName()).getDeclaredMethod("check");
            check.setAccessible(true);

            assertThat(check.getDeclaringClass()).isNotEqualTo(JacksonCheck.class);
            Throwable thrown = catchThrowable(() -> check.invoke(null));
            assertThat(thrown).rootCause().isInstanceOf(ClassNotFoundException.class);
            assertThat(thrown)
                    .cause()
                    .hasMessageContainingAll("jackson-annotations", "jackson-bom.version");
        }
    }
}
