package dev.graft.predictor.serving.scoring;

import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.question.StringInputs;
import java.util.ArrayList;
import java.util.List;

/** Which requests of a task go through its model at once: as many as one request might hold inputs. */
final class Together {
    private Together() {}

    /** The requests in their order, in groups. */
    static List<List<Asked>> of(List<Asked> requests) {
        List<List<Asked>> groups = new ArrayList<>();
        int room = 0;
        for (Asked asked : requests) {
            int weight = asked.inputs().stream().mapToInt(Together::weight).sum();
            if (weight > room) {
                groups.add(new ArrayList<>());
                room = StringInputs.MAX_TEXTS;
            }
            groups.get(groups.size() - 1).add(asked);
            room -= weight;
        }
        return groups;
    }

    /** A picture counts as many texts as it takes the room of in a request. */
    private static int weight(Input input) {
        return input instanceof Input.Image ? StringInputs.MAX_TEXTS / StringInputs.MAX_IMAGES : 1;
    }
}
