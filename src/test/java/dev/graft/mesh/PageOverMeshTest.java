package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graft.contracts.Event;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.DatasetRejected;
import dev.graft.contracts.event.ModelPromoted;
import dev.graft.contracts.event.ModelRolledBack;
import dev.graft.contracts.event.RunStarted;
import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Task;
import dev.graft.dashboard.page.Browser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The demo's story, followed through the page in a real browser, while the real services tell it. */
class PageOverMeshTest {
    private static final Path SCREENSHOTS = Path.of(System.getProperty("graft.project"), "src/test/target/screenshots");
    private static final String TASK = "page-over-mesh";
    private static final String MODEL = "#/models/" + TASK;
    private static final int EPOCHS = 8;

    private static final String CURVE_MOVES_WHILE_IT_TRAINS = """
            const cancel = [...document.querySelectorAll('button')].some(each => each.innerText === 'Cancel the run');
            return cancel && document.querySelectorAll('graft-run details tbody tr').length >= 2""";

    private final Mesh mesh;
    private Browser browser;

    PageOverMeshTest() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @BeforeEach
    void open() {
        Optional<Browser> found = Browser.start();
        if (found.isEmpty()) {
            System.err.println("SKIPPED: the page is not followed over a whole mesh. This machine has no chromium with"
                    + " chromedriver (apt-get install chromium chromium-driver)");
        }
        assumeTrue(found.isPresent(), "no chromium with chromedriver");
        browser = found.get();
        browser.show(1440, 900, "light");
        browser.open(mesh.service("dashboard").url().toString());
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void the_demos_story_is_told_as_it_happens() throws Exception {
        mesh.declare(task());

        aBatchBecomesALiveModel();
        aSecondOneTakesItsPlace();
        aBatchIsRefusedWithItsReason();
        theLiveModelAnswers(2);
        aPersonRollsBack();
        theLiveModelAnswers(1);

        assertThat(browser.complaints()).isEmpty();
    }

    private void aBatchBecomesALiveModel() throws IOException {
        mesh.announce(TASK, Rows.some(160, 81));
        browser.awaitText(TASK);
        browser.awaitText("batch.labelled");
        seen("1-batch");

        browser.go("#/runs/" + run(0));
        browser.awaitTrue("a curve of two epochs while it trains", CURVE_MOVES_WHILE_IT_TRAINS);
        seen("2-curve");
        mesh.tap().await(TASK, ModelPromoted.class, Outcomes.PATIENCE);
        browser.awaitText("The verdict");
        browser.awaitText("What was taken for what");
        seen("3-evaluation");

        mesh.tap().awaitTrue("somebody answers", this::isServed, Outcomes.PATIENCE);
        browser.go(MODEL);
        browser.awaitText("Why is version 1 live?");
        browser.awaitText("What the gate asked");
        seen("4-why");
    }

    /** Before, the page asks for what is not there yet, which a browser complains of. */
    private boolean isServed() {
        try {
            return mesh.get("predictor", "/v2/models/" + TASK).statusCode() == 200;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void aSecondOneTakesItsPlace() throws IOException {
        mesh.announce(TASK, Rows.some(60, 82));
        mesh.tap().await(TASK, ModelPromoted.class, promoted -> promoted.version() == 2, Outcomes.PATIENCE);

        browser.awaitText("Why is version 2 live?");
        browser.awaitText("Roll back to version 1");
        seen("5-second");
    }

    private void aBatchIsRefusedWithItsReason() throws IOException {
        List<BatchLabelled.Row> wrong = Rows.some(40, 83).stream()
                .map(row -> new BatchLabelled.Row(row.text(), "refund"))
                .toList();
        mesh.announce(TASK, wrong);
        DatasetRejected refusal =
                mesh.tap().await(TASK, DatasetRejected.class, Outcomes.PATIENCE).data();

        browser.go("#/batches");
        browser.awaitText(refusal.explanation());
        browser.go("#/batches/" + refusal.batchId());
        browser.awaitText("Rows that were kept out");
        seen("6-refused");
    }

    private void theLiveModelAnswers(int version) throws IOException {
        browser.go("#/");
        browser.go(MODEL);
        browser.await("#try").sendKeys("the courier has not come with my parcel");
        browser.click("Ask version " + version);
        browser.awaitText("version " + version + ", in ");
        assertThat(browser.await(".answer .label").getText()).isEqualTo("delivery");
        seen("7-answer-of-" + version);
    }

    private void aPersonRollsBack() throws IOException {
        browser.click("Roll back to version 1");
        browser.await("dialog[open] textarea").sendKeys("the second batch came from the wrong shop");
        seen("8-question");
        assertThat(mesh.tap().events(TASK, ModelRolledBack.class)).isEmpty();
        browser.await("dialog[open] button[type=submit]").click();
        browser.awaitGone("dialog[open]");

        Event<ModelRolledBack> moved = mesh.tap().await(TASK, ModelRolledBack.class, Outcomes.PATIENCE);
        assertThat(moved.data().version()).isEqualTo(1);
        assertThat(moved.data().previousVersion()).isEqualTo(2);
        browser.awaitText("Why is version 1 live?");
        browser.awaitText("the second batch came from the wrong shop");
        browser.awaitText("Ask version 1");
        seen("9-rolled-back");
    }

    private String run(int number) {
        mesh.tap()
                .awaitTrue(
                        "run " + number,
                        () -> mesh.tap().events(TASK, RunStarted.class).size() > number,
                        Outcomes.PATIENCE);
        return mesh.tap().events(TASK, RunStarted.class).get(number).data().runId();
    }

    private void seen(String name) throws IOException {
        browser.awaitCalm();
        browser.screenshot(SCREENSHOTS.resolve(name + ".png"));
    }

    /** Several epochs, and a challenger that is no worse than the champion takes its place. */
    private static Task task() {
        Task slow = Rows.slowTask(TASK, EPOCHS);
        Gate lenient = new Gate(Gate.ACCURACY, 0.0, 0.5, 3, 0.0, null, 0.0, 0.5, null, null);
        return new Task(
                TASK,
                null,
                null,
                Task.TEXT,
                slow.labels(),
                slow.backbone(),
                slow.strategy(),
                lenient,
                slow.trigger(),
                slow.split());
    }
}
