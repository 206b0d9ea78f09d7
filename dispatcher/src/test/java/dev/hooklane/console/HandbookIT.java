package dev.hooklane.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.console.Reader.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operators' handbook in the console. */
class HandbookIT {
    private static final Pattern PAGE = Pattern.compile("<a href=\"(/handbook/[a-z]+)\"");
    private static final Pattern LINK = Pattern.compile("href=\"([^\"#]*)#([^\"]+)\"");
    private static final Pattern PICTURE = Pattern.compile("<img src=\"(/assets/[^\"]+)\" alt");

    private final ConsoleServer server = new ConsoleServer(Map.of());
    private final Reader operator = server.reader();

    @BeforeEach
    void signIn() throws Exception {
        operator.signIn(ConsoleServer.KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aStrangerIsAskedToSignIn() throws Exception {
        assertThat(server.reader().open("/handbook/operations").status()).isNotEqualTo(200);
    }

    @Test
    void itBeginsWithOperations() throws Exception {
        assertThat(operator.open("/handbook").header("location")).isEqualTo("/handbook/operations");
        assertThat(operator.open("/handbook/nothing").header("location")).isEqualTo("/handbook");
    }

    @Test
    void theApisDocumentIsThatOfTheInstance() throws Exception {
        assertThat(operator.open("/handbook/clients").text())
                .contains("href=\"/openapi.yaml\"><code>openapi.yaml</code></a>");
    }

    @Test
    void everyLinkAndPictureOfEveryPageLeadsSomewhere() throws Exception {
        Map<String, String> pages = pages();
        pages.put("/docs", operator.open("/docs").text());
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, String> page : pages.entrySet()) {
            Matcher links = LINK.matcher(page.getValue());
            while (links.find()) {
                String to = links.group(1).isEmpty() ? page.getKey() : links.group(1);
                if (to.startsWith("/")
                        && !pages.getOrDefault(to, "").contains("id=\"" + links.group(2) + "\"")) {
                    lost.add(page.getKey() + ": " + links.group());
                }
            }
            Matcher pictures = PICTURE.matcher(page.getValue());
            while (pictures.find()) {
                Shown picture = operator.open(pictures.group(1));
                if (picture.status() != 200) {
                    lost.add(page.getKey() + ": " + pictures.group());
                }
            }
        }

        assertThat(lost).isEmpty();
        assertThat(pages).hasSize(14);
    }

    private Map<String, String> pages() throws Exception {
        Map<String, String> pages = new HashMap<>();
        Matcher menu = PAGE.matcher(operator.open("/handbook/operations").text());
        while (menu.find()) {
            Shown shown = operator.open(menu.group(1));
            assertThat(shown.status()).as(menu.group(1)).isEqualTo(200);
            assertThat(shown.text()).contains("<article class=\"prose\">");
            pages.put(menu.group(1), shown.text());
        }
        return pages;
    }
}
