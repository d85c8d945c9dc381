package dev.graft.predictor.serving.grpc;

import com.google.protobuf.ByteString;
import dev.graft.predictor.openinference.InferParameter;
import dev.graft.predictor.openinference.InferTensorContents;
import dev.graft.predictor.openinference.ModelInferRequest;
import dev.graft.predictor.openinference.ModelInferResponse;
import dev.graft.predictor.openinference.ModelInferResponse.InferOutputTensor;
import dev.graft.predictor.openinference.ModelMetadataResponse;
import dev.graft.predictor.openinference.ModelMetadataResponse.TensorMetadata;
import dev.graft.predictor.serving.inference.InferAnswer;
import dev.graft.predictor.serving.inference.InferRequest;
import dev.graft.predictor.serving.inference.ModelFace;
import dev.graft.predictor.serving.inference.RawTensor;
import dev.graft.predictor.serving.inference.Tensor;
import dev.graft.predictor.serving.question.InvalidInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The protocol's requests and answers as gRPC messages have them. */
final class GrpcForm {
    private GrpcForm() {}

    static InferRequest request(ModelInferRequest message) throws InvalidInput {
        int raw = message.getRawInputContentsCount();
        if (raw > 0 && raw != message.getInputsCount()) {
            throw new InvalidInput("raw_input_contents has " + raw + " entries for " + message.getInputsCount()
                    + " inputs: send one for each, in their order, or none and the values in contents");
        }
        List<@Nullable Tensor> inputs = new ArrayList<>();
        for (int at = 0; at < message.getInputsCount(); at++) {
            inputs.add(tensor(message.getInputs(at), raw > 0 ? message.getRawInputContents(at) : null));
        }
        List<InferRequest.@Nullable Output> outputs = new ArrayList<>();
        message.getOutputsList().forEach(output -> outputs.add(new InferRequest.Output(output.getName())));
        return new InferRequest(message.getId(), inputs, parameters(message.getParametersMap()), outputs);
    }

    private static Tensor tensor(ModelInferRequest.InferInputTensor input, @Nullable ByteString raw)
            throws InvalidInput {
        if (raw != null && input.hasContents()) {
            throw new InvalidInput("'" + input.getName()
                    + "' has contents, and raw_input_contents are there too: send one of the two");
        }
        List<?> data = raw == null
                ? contents(input.getDatatype(), input.getContents())
                : RawTensor.read(input.getName(), input.getDatatype(), raw.asReadOnlyByteBuffer());
        return new Tensor(input.getName(), input.getShapeList(), input.getDatatype(), data);
    }

    /** Null: of such a type nothing can be sent this way, which the reader of the tensor objects to. */
    private static @Nullable List<?> contents(String datatype, InferTensorContents contents) {
        return switch (datatype) {
            case "BOOL" -> contents.getBoolContentsList();
            case "INT8", "INT16", "INT32" -> contents.getIntContentsList();
            case "INT64" -> contents.getInt64ContentsList();
            case "UINT8", "UINT16", "UINT32" -> contents.getUintContentsList();
            case "UINT64" -> contents.getUint64ContentsList();
            case "FP32" -> contents.getFp32ContentsList();
            case "FP64" -> contents.getFp64ContentsList();
            case "BYTES" ->
                contents.getBytesContentsList().stream()
                        .map(ByteString::toByteArray)
                        .toList();
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> parameters(Map<String, InferParameter> parameters) {
        Map<String, @Nullable Object> values = new HashMap<>();
        parameters.forEach((name, parameter) -> values.put(name, value(parameter)));
        return values;
    }

    private static @Nullable Object value(InferParameter parameter) {
        return switch (parameter.getParameterChoiceCase()) {
            case BOOL_PARAM -> parameter.getBoolParam();
            case INT64_PARAM -> parameter.getInt64Param();
            case STRING_PARAM -> parameter.getStringParam();
            case DOUBLE_PARAM -> parameter.getDoubleParam();
            case UINT64_PARAM -> parameter.getUint64Param();
            case PARAMETERCHOICE_NOT_SET -> null;
        };
    }

    static ModelInferResponse response(ModelInferRequest to, InferAnswer answer, Set<String> wanted) {
        boolean raw = to.getRawInputContentsCount() > 0;
        ModelInferResponse.Builder response = ModelInferResponse.newBuilder()
                .setModelName(to.getModelName())
                .setModelVersion(Integer.toString(answer.version()))
                .setId(to.getId());
        for (Tensor output : answer.outputs(wanted)) {
            InferOutputTensor.Builder tensor = InferOutputTensor.newBuilder()
                    .setName(Objects.requireNonNull(output.name()))
                    .setDatatype(Objects.requireNonNull(output.datatype()))
                    .addAllShape(Objects.requireNonNull(output.shape()));
            if (raw) {
                response.addRawOutputContents(ByteString.copyFrom(answer.raw(output)));
            } else {
                tensor.setContents(contents(output, answer));
            }
            response.addOutputs(tensor);
        }
        return response.build();
    }

    private static InferTensorContents contents(Tensor output, InferAnswer answer) {
        InferTensorContents.Builder contents = InferTensorContents.newBuilder();
        if ("FP32".equals(output.datatype())) {
            return contents.addAllFp32Contents(answer.probabilities()).build();
        }
        answer.labels().forEach(label -> contents.addBytesContents(ByteString.copyFromUtf8(label)));
        return contents.build();
    }

    static ModelMetadataResponse metadata(ModelFace face) {
        return ModelMetadataResponse.newBuilder()
                .setName(face.name())
                .addAllVersions(face.versions())
                .setPlatform(face.platform())
                .addAllInputs(face.inputs().stream().map(GrpcForm::metadata).toList())
                .addAllOutputs(face.outputs().stream().map(GrpcForm::metadata).toList())
                .build();
    }

    private static TensorMetadata metadata(Tensor tensor) {
        return TensorMetadata.newBuilder()
                .setName(Objects.requireNonNull(tensor.name()))
                .setDatatype(Objects.requireNonNull(tensor.datatype()))
                .addAllShape(Objects.requireNonNull(tensor.shape()))
                .build();
    }
}
