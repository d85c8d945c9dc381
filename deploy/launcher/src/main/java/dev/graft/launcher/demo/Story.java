package dev.graft.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.launcher.story.Outcome;
import dev.graft.launcher.terminal.Figures;
import dev.graft.launcher.terminal.Terminal;
import dev.graft.launcher.terminal.Terminal.Colour;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The story, chapter by chapter: a first model, a better one, spoiled labels refused, an unreadable event set aside, a
 * way back. Each chapter states what it expects; the story fails when the mesh does something else.
 */
final class Story {

    /** Messages that a model of 168 rows finds hard. */
    private static final List<String> SENTENCES = List.of(
            "the jug came in two pieces, can you send another",
            "why was my card turned down when there is money on it",
            "still waiting for the money from the kettle i sent back");

    private final Terminal terminal;
    private final DemoMesh mesh;
    private final Path examples;
    private String task = "";

    Story(Terminal terminal, DemoMesh mesh, Path examples) {
        this.terminal = terminal;
        this.mesh = mesh;
        this.examples = examples;
    }

    /** The mesh did not do what the story says. */
    static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1;

        Unexpected(String message) {
            super(message);
        }
    }

    void tell() throws IOException, InterruptedException, Unexpected {
        chapter("A task is declared");
        task = mesh.declare(examples.resolve("task.json")).name();
        say("what customers want, from the first message they write: task " + task);

        chapter("A first small batch: the first champion");
        int first = promoted("batch-1.csv");
        ask();

        chapter("A second, larger batch: a better champion, swapped without a lost request");
        int second = promoted("batch-2.jsonl");
        ask();

        chapter("A batch whose labels were shuffled: turned away, with reasons");
        refused("batch-3-shuffled.csv");

        chapter("An event that nobody can read: a dead letter, and the mesh goes on");
        dead("malformed-event.json");

        chapter("A way back: version " + first + " instead of " + second);
        int live = mesh.rollBack(task, "to show that there is a way back");
        expect(live == first, "version " + first + " live again, not " + live);
        mesh.awaitServed(task, live);
        ask();
    }

    private int promoted(String file) throws IOException, InterruptedException, Unexpected {
        Outcome outcome = mesh.batch(task, examples.resolve(file));
        if (outcome instanceof Outcome.Promoted promoted) {
            mesh.awaitServed(task, promoted.event().version());
            return promoted.event().version();
        }
        throw new Unexpected(file + " should have led to a promotion, not to " + outcome);
    }

    private void refused(String file) throws IOException, InterruptedException, Unexpected {
        Outcome outcome = mesh.batch(task, examples.resolve(file));
        boolean refused = outcome instanceof Outcome.Refused
                || outcome instanceof Outcome.Abandoned
                || outcome instanceof Outcome.Unfit;
        expect(refused, file + " refused, not " + outcome);
    }

    private void dead(String file) throws IOException, InterruptedException, Unexpected {
        Outcome outcome = mesh.rawEvent(task, examples.resolve(file));
        expect(outcome instanceof Outcome.Dead, "a dead letter, not " + outcome);
    }

    private void ask() throws IOException, InterruptedException {
        JsonNode answer = mesh.predict(task, SENTENCES);
        say("version " + answer.path("version").asText() + " answers:");
        for (int i = 0; i < SENTENCES.size(); i++) {
            JsonNode prediction = answer.path("predictions").path(i);
            say("  “" + SENTENCES.get(i) + "” → " + prediction.path("label").asText() + " ("
                    + Figures.share(prediction.path("probability").asDouble()) + ")");
        }
    }

    private static void expect(boolean met, String expectation) throws Unexpected {
        if (!met) {
            throw new Unexpected("expected " + expectation);
        }
    }

    private void chapter(String title) {
        terminal.out().println();
        terminal.out().println(terminal.paint(Colour.CYAN, "── " + title));
    }

    private void say(String line) {
        terminal.out().println("            " + line);
    }
}
