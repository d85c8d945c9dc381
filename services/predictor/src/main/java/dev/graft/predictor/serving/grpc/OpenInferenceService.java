package dev.graft.predictor.serving.grpc;

import dev.graft.predictor.openinference.GRPCInferenceService;
import dev.graft.predictor.openinference.ModelInferRequest;
import dev.graft.predictor.openinference.ModelInferResponse;
import dev.graft.predictor.openinference.ModelMetadataRequest;
import dev.graft.predictor.openinference.ModelMetadataResponse;
import dev.graft.predictor.openinference.ModelReadyRequest;
import dev.graft.predictor.openinference.ModelReadyResponse;
import dev.graft.predictor.openinference.ServerLiveRequest;
import dev.graft.predictor.openinference.ServerLiveResponse;
import dev.graft.predictor.openinference.ServerMetadataRequest;
import dev.graft.predictor.openinference.ServerMetadataResponse;
import dev.graft.predictor.openinference.ServerReadyRequest;
import dev.graft.predictor.openinference.ServerReadyResponse;
import dev.graft.predictor.serving.AnswerRequest;
import dev.graft.predictor.serving.Input;
import dev.graft.predictor.serving.ServedModel;
import dev.graft.predictor.serving.ServedModels;
import dev.graft.predictor.serving.UnreadableInput;
import dev.graft.predictor.serving.inference.InferAnswer;
import dev.graft.predictor.serving.inference.InferInput;
import dev.graft.predictor.serving.inference.InferRequest;
import dev.graft.predictor.serving.inference.ModelFace;
import dev.graft.predictor.serving.metrics.AnswerTimes;
import dev.graft.predictor.serving.question.InvalidInput;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Open Inference Protocol, version 2, over gRPC; what it does is what the REST interface does. Errors are gRPC's
 * statuses: {@code INVALID_ARGUMENT} with what is wrong and what is wanted, {@code NOT_FOUND}, {@code UNAVAILABLE} where
 * asking again helps.
 */
@GrpcService
@Blocking
public class OpenInferenceService implements GRPCInferenceService {
    private final AnswerRequest answers;
    private final ServedModels served;
    private final AnswerTimes times;

    public OpenInferenceService(AnswerRequest answers, ServedModels served, AnswerTimes times) {
        this.answers = answers;
        this.served = served;
        this.times = times;
    }

    @Override
    public Uni<ServerLiveResponse> serverLive(ServerLiveRequest request) {
        return Uni.createFrom()
                .item(ServerLiveResponse.newBuilder().setLive(true).build());
    }

    /** A model that cannot serve does not take the others out of service: it has a readiness of its own. */
    @Override
    public Uni<ServerReadyResponse> serverReady(ServerReadyRequest request) {
        return Uni.createFrom()
                .item(ServerReadyResponse.newBuilder().setReady(true).build());
    }

    @Override
    public Uni<ServerMetadataResponse> serverMetadata(ServerMetadataRequest request) {
        return Uni.createFrom()
                .item(ServerMetadataResponse.newBuilder()
                        .setName("graft-predictor")
                        .setVersion("2")
                        .build());
    }

    @Override
    public Uni<ModelReadyResponse> modelReady(ModelReadyRequest request) {
        boolean ready = request.getVersion().isEmpty()
                ? served.isInService(request.getName())
                : find(request.getName(), request.getVersion()).isPresent();
        return Uni.createFrom()
                .item(ModelReadyResponse.newBuilder().setReady(ready).build());
    }

    @Override
    public Uni<ModelMetadataResponse> modelMetadata(ModelMetadataRequest request) {
        ServedModel model = find(request.getName(), request.getVersion())
                .orElseThrow(() -> unknown(request.getName(), request.getVersion()));
        return Uni.createFrom().item(GrpcForm.metadata(ModelFace.of(model)));
    }

    @Override
    public Uni<ModelInferResponse> modelInfer(ModelInferRequest message) {
        return Uni.createFrom().item(inferred(message));
    }

    private ModelInferResponse inferred(ModelInferRequest message) {
        String task = message.getModelName();
        String version = message.getModelVersion();
        ServedModel model = find(task, version).orElseThrow(() -> unknown(task, version));
        try {
            InferRequest request = GrpcForm.request(message);
            List<Input> inputs = InferInput.of(request, model.modality(), model.columns());
            Set<String> wanted = InferAnswer.wanted(request);
            return times.time(
                            task,
                            () -> version.isEmpty()
                                    ? answers.table(task, inputs)
                                    : answers.championsTable(task, inputs))
                    .map(timed -> InferAnswer.of(timed.answer()))
                    .filter(answer -> isWanted(version, answer.version()))
                    .map(answer -> GrpcForm.response(message, answer, wanted))
                    .orElseThrow(() -> unknown(task, version));
        } catch (InvalidInput | UnreadableInput e) {
            throw Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException();
        } catch (AnswerRequest.Overloaded e) {
            throw overloaded();
        }
    }

    private static StatusRuntimeException overloaded() {
        return Status.UNAVAILABLE
                .withDescription("more requests are waiting than can be answered in time")
                .asRuntimeException();
    }

    private Optional<ServedModel> find(String task, String version) {
        try {
            return answers.model(task).filter(model -> isWanted(version, model.version()));
        } catch (AnswerRequest.Overloaded e) {
            throw overloaded();
        }
    }

    private static boolean isWanted(String version, int served) {
        return version.isEmpty() || version.equals(Integer.toString(served));
    }

    private static StatusRuntimeException unknown(String task, String version) {
        return Status.NOT_FOUND
                .withDescription(
                        version.isEmpty()
                                ? "there is no model '" + task + "' in service"
                                : "version " + version + " of the model '" + task
                                        + "' is not in service; the champion alone is")
                .asRuntimeException();
    }
}
