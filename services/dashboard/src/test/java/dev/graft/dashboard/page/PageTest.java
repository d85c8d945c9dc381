package dev.graft.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelEvaluated.Decision;
import dev.graft.dashboard.MeshResource;
import dev.graft.dashboard.story.Story;
import dev.graft.dashboard.story.StoryTeller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The demo's story, followed through the page in a real browser. */
@QuarkusTest
@QuarkusTestResource(MeshResource.class)
@QuarkusTestResource(NeighbourResource.class)
class PageTest {
    private static final Logger LOG = Logger.getLogger(PageTest.class);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final Map<String, int[]> SIZES =
            Map.of("phone", new int[] {390, 844}, "tablet", new int[] {820, 1180}, "desk", new int[] {1440, 900});
    private static final String TASK = "customer-messages";
    private static final String EVIL = "<img src=x onerror=alert(1)> \"quoted\" & more";

    /** Told before each test; what has been told before is recognised as a repeat. */
    private static final Story STORY = story();

    @TestHTTPResource("/")
    URI page;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrap;

    @ConfigProperty(name = "graft.dashboard.services.registry")
    String neighbour;

    private Browser browser;
    private Wishes wishes;

    private static Story story() {
        Story story = new Story(TASK, Instant.parse("2026-03-02T09:00:00Z")).taskDeclared();
        String worse = "macro F1 0.485 against 0.896: a loss of 0.411.";
        return story.success("first", 1, 0.78)
                .success("second", 2, 0.896)
                .batchLabelled("shuffled", "1")
                .batchAccepted("shuffled", 310)
                .prepared("shuffled", 310, "shuffled")
                .runStarted("shuffled", 1, 0, 6, 2)
                .epoch("shuffled", 1, 6, 0.41)
                .runCompleted("shuffled", 1, 0.42)
                .evaluated("shuffled", 1, 2, Decision.REFUSE, 0.485, worse)
                .rejected("shuffled", 3, 2, worse)
                .batchLabelled("export", "1")
                .batchRejected(
                        "export",
                        DatasetRejected.Reason.TOO_MANY_BAD_ROWS,
                        "127 of 310 rows (41 %) were quarantined, more than the 20 % that are allowed.")
                .batchLabelled("third", "1")
                .batchAccepted("third", 522)
                .prepared("third", 522, "third")
                .runStarted("third", 1, 0, 8, 2)
                .epoch("third", 1, 8, 0.93)
                .epoch("third", 2, 8, 0.93)
                .epoch("third", 3, 8, 0.93)
                .batchLabelled(EVIL, "1");
    }

    @BeforeEach
    void open() {
        Optional<Browser> found = Browser.start();
        if (found.isEmpty()) {
            LOG.warn("The page is NOT tested: this machine has no chromium with chromedriver (apt-get install chromium"
                    + " chromium-driver)");
        }
        assumeTrue(found.isPresent(), "no chromium with chromedriver");
        browser = found.get();
        wishes = new Wishes(neighbour);
        wishes.forget();
        tell(STORY.events());
        browser.show(1440, 900, "light");
        browser.open(page.toString());
        browser.awaitText(TASK);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void shows_the_flow_as_it_happens() {
        browser.awaitText("epoch 3 of 8");

        Story next = story().epoch("third", 4, 8, 0.93);
        tell(List.of(next.last()));

        browser.awaitText("epoch 4 of 8");
        browser.awaitText("run.epoch-completed");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void tells_the_demos_story() {
        browser.click("Batches");
        browser.awaitText("127 of 310 rows");
        browser.click("second");
        browser.awaitText("Rows that were kept out");
        browser.awaitText("delivrey-status");
        browser.awaitText("The labels are worse than those of the data set");
        browser.awaitText("The batch differs from the data set in labels");
        browser.awaitText("6 epochs");
        assertThat(browser.text()).doesNotContain("run.epoch-completed\n");
        browser.awaitText("<script>alert(1)</script>");
        browser.awaitCalm();

        browser.go("#/runs/" + STORY.runId("second"));
        browser.awaitText("The verdict");
        browser.awaitText("What was taken for what");
        browser.awaitText("Can its confidence be trusted?");
        browser.awaitCalm();

        browser.go("#/models/" + TASK);
        browser.awaitText("Why is version 2 live?");
        browser.awaitText("Version 2 is live because it was better than version 1");
        browser.awaitText("Where it comes from");
        browser.awaitCalm();

        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.requests()).allMatch(url -> url.startsWith(page.toString()) || url.startsWith("data:"));
        assertThat(browser.run("return document.querySelectorAll('script:not([src]), img[onerror]').length"))
                .isEqualTo(0L);
    }

    @Test
    void rolls_back_only_after_a_reason_and_a_yes() {
        browser.go("#/models/" + TASK);
        browser.click("Roll back to version 1");
        browser.await("dialog[open]");
        assertThat(browser.focused().getTagName()).isEqualTo("textarea");
        browser.focused().sendKeys(Keys.ESCAPE);
        browser.awaitGone("dialog[open]");
        assertThat(wishes.all()).isEmpty();

        browser.click("Roll back to version 1");
        browser.await("dialog[open] textarea").sendKeys("trained on the wrong shop");
        browser.await("dialog[open] button[type=submit]").click();
        browser.awaitGone("dialog[open]");

        assertThat(wishes.all()).singleElement().satisfies(wish -> {
            assertThat(wish.path()).isEqualTo("/models/" + TASK + "/rollback");
            assertThat(wish.body()).contains("\"toVersion\":1", "\"expectedChampion\":2", "trained on the wrong shop");
            assertThat(wish.key()).isNotBlank();
        });
    }

    @Test
    void cancels_a_run_and_asks_the_model() {
        browser.go("#/runs/" + STORY.runId("third"));
        browser.click("Cancel the run");
        browser.await("dialog[open] textarea").sendKeys("a typo in the labels");
        browser.await("dialog[open] button[type=submit]").click();
        browser.awaitGone("dialog[open]");

        browser.go("#/models/" + TASK);
        browser.await("#try").sendKeys("Where is my parcel?");
        browser.click("Ask version 2");
        browser.awaitText("0.941");
        browser.awaitText("340 of 500 inputs");
        browser.awaitText("of 1,284 inputs");
        browser.awaitText("has drifted");

        assertThat(wishes.all())
                .extracting(Wishes.Wish::path)
                .containsExactly("/runs/" + STORY.runId("third") + "/cancel", "/predict/" + TASK);
    }

    @Test
    void replays_a_dead_letter_after_a_reason_and_a_yes() {
        buryALetter();
        browser.go("#/letters");
        browser.await("[aria-label='Replay the record of graft.batch.labelled.v1, partition 3, offset 99']")
                .click();
        browser.await("dialog[open] textarea").sendKeys("the reader is mended");
        browser.await("dialog[open] button[type=submit]").click();
        browser.awaitGone("dialog[open]");

        browser.awaitText("the reader is mended");
        browser.awaitText("Replay again");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void says_what_is_wrong_and_what_is_missing() {
        tell(new Story(NeighbourResource.AWAY, Instant.parse("2026-03-02T09:00:00Z"))
                .taskDeclared()
                .success("only", 1, 0.8)
                .events());

        browser.go("#/models/" + NeighbourResource.AWAY);
        browser.awaitText("What answers in place of the registry speaks no JSON");
        browser.go("#/runs/unknown");
        browser.awaitText("No run 'unknown' is remembered");
        browser.go("#/nowhere");
        browser.awaitText("There is no such page");
    }

    @Test
    void is_walked_through_with_the_keyboard_alone() {
        browser.await("body").sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        browser.focused().sendKeys(Keys.ENTER);
        assertThat(browser.focused().getTagName()).isEqualTo("main");
    }

    @Test
    void is_readable_at_every_size_in_light_and_dark() throws IOException {
        buryALetter();
        Map<String, String> places = Map.of(
                "overview", "#/",
                "letters", "#/letters",
                "batches", "#/batches",
                "batch", "#/batches/" + STORY.batchId("second"),
                "training", "#/runs/" + STORY.runId("third"),
                "run", "#/runs/" + STORY.runId("second"),
                "model", "#/models/" + TASK);
        for (String theme : List.of("light", "dark")) {
            for (Map.Entry<String, int[]> size : SIZES.entrySet()) {
                browser.show(size.getValue()[0], size.getValue()[1], theme);
                for (Map.Entry<String, String> place : places.entrySet()) {
                    browser.go(place.getValue());
                    browser.awaitText(TASK);
                    browser.awaitCalm();
                    String name = place.getKey() + "-" + size.getKey() + "-" + theme;
                    browser.screenshot(SCREENSHOTS.resolve(name + ".png"));
                    assertThat(browser.run(Legibility.TOO_WIDE)).as(name).isEqualTo(0L);
                    assertThat((List<?>) browser.run(Legibility.TOO_FAINT))
                            .as(name)
                            .isEmpty();
                }
            }
        }
        assertThat(browser.complaints()).isEmpty();
    }

    /** However often, it is one. */
    private void buryALetter() {
        try (StoryTeller teller = new StoryTeller(bootstrap)) {
            teller.bury("data-prep", "graft.batch.labelled.v1", 99, TASK, EVIL, "no event", Instant.now());
        }
    }

    private void tell(List<? extends Event<?>> events) {
        try (StoryTeller teller = new StoryTeller(bootstrap)) {
            teller.tell(List.copyOf(events));
        }
    }
}
