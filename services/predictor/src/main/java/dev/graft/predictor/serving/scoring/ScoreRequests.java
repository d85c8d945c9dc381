package dev.graft.predictor.serving.scoring;

import dev.graft.contracts.event.PredictionAnswered;
import dev.graft.contracts.event.PredictionAnswered.Prediction;
import dev.graft.contracts.event.PredictionAnswered.Scored;
import dev.graft.contracts.event.PredictionRequested;
import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.AnswerRequest.Answer;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.UnreadableInput;
import dev.graft.predictor.serving.question.InvalidInput;
import dev.graft.predictor.serving.question.Question;
import dev.graft.predictor.serving.scoring.ScoringOutcome.Answered;
import dev.graft.predictor.serving.scoring.ScoringOutcome.Refused;
import dev.graft.predictor.serving.scoring.ScoringOutcome.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers some requests. The inputs of those that ask the same task go through its model together; a request whose input
 * the model cannot read is refused alone. Used by one thread.
 */
public final class ScoreRequests {
    private static final Waiting WAITING = new Waiting();

    private final Champions champions;
    private final ChampionPatience patience;

    public ScoreRequests(Champions champions, ChampionPatience patience) {
        this.champions = champions;
        this.patience = patience;
    }

    /**
     * What becomes of each, in their order. Behind one that waits all of its lane wait.
     *
     * @throws AnswerRequest.Overloaded when others keep the models busy; nothing is lost by asking again
     */
    public List<ScoringOutcome> score(List<ScoringRequest> requests) {
        Map<Integer, ScoringOutcome> outcomes = new HashMap<>();
        Map<String, List<Asked>> byTask = new LinkedHashMap<>();
        for (int place = 0; place < requests.size(); place++) {
            ScoringRequest request = requests.get(place);
            try {
                byTask.computeIfAbsent(request.asked().task(), first -> new ArrayList<>())
                        .add(new Asked(place, request, inputs(request.asked())));
            } catch (InvalidInput e) {
                outcomes.put(place, new Refused(String.valueOf(e.getMessage())));
            }
        }
        byTask.forEach((task, asked) -> Together.of(asked).forEach(group -> ask(task, group, outcomes)));
        return inOrder(requests, outcomes);
    }

    private List<Input> inputs(PredictionRequested asked) throws InvalidInput {
        Question question = new Question(
                null,
                asked.texts(),
                null,
                asked.textPairs(),
                null,
                asked.images(),
                null,
                rows(asked),
                asked.dataSource());
        return question.inputs(champions.modality(asked.task()).orElse(null));
    }

    private static @Nullable List<@Nullable Map<String, @Nullable Object>> rows(PredictionRequested asked) {
        return asked.rows() == null ? null : new ArrayList<>(asked.rows());
    }

    private void ask(String task, List<Asked> group, Map<Integer, ScoringOutcome> outcomes) {
        List<Input> inputs =
                group.stream().flatMap(asked -> asked.inputs().stream()).toList();
        try {
            Optional<Answer> answer = champions.answer(task, inputs);
            if (answer.isEmpty()) {
                group.forEach(asked -> outcomes.put(asked.place(), missing(asked.request())));
                return;
            }
            patience.found(task);
            share(answer.get(), group, outcomes);
        } catch (UnreadableInput e) {
            if (group.size() == 1) {
                outcomes.put(group.get(0).place(), new Refused(String.valueOf(e.getMessage())));
            } else {
                group.forEach(asked -> ask(task, List.of(asked), outcomes));
            }
        }
    }

    private ScoringOutcome missing(ScoringRequest request) {
        String task = request.asked().task();
        return patience.isOver(task, request.sentAt())
                ? new Refused("Task '" + task + "' has no champion in service, and was waited for up to "
                        + patience.bound() + ". Send the request again when a model of it has been promoted")
                : WAITING;
    }

    private static void share(Answer answer, List<Asked> group, Map<Integer, ScoringOutcome> outcomes) {
        int from = 0;
        for (Asked asked : group) {
            int to = from + asked.inputs().size();
            List<Prediction> own = answer.predictions().subList(from, to).stream()
                    .map(ScoreRequests::prediction)
                    .toList();
            outcomes.put(
                    asked.place(),
                    new Answered(new PredictionAnswered(answer.task(), answer.version(), answer.runId(), own)));
            from = to;
        }
    }

    private static Prediction prediction(AnswerRequest.Prediction prediction) {
        return new Prediction(
                prediction.label(),
                prediction.probability(),
                prediction.alternatives().stream()
                        .map(scored -> new Scored(scored.label(), scored.probability()))
                        .toList());
    }

    private static List<ScoringOutcome> inOrder(List<ScoringRequest> requests, Map<Integer, ScoringOutcome> outcomes) {
        Set<Integer> held = new HashSet<>();
        List<ScoringOutcome> ordered = new ArrayList<>();
        for (int place = 0; place < requests.size(); place++) {
            int lane = requests.get(place).lane();
            ScoringOutcome outcome = held.contains(lane) ? WAITING : outcomes.getOrDefault(place, WAITING);
            if (outcome instanceof Waiting) {
                held.add(lane);
            }
            ordered.add(outcome);
        }
        return ordered;
    }
}
