package dev.graft.learning.image.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.tensor.HostTensor;
import dev.graft.learning.tensor.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightLayoutTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void names_the_tensors_that_are_missing_superfluous_or_of_another_shape() throws Exception {
        // given
        SortedMap<String, HostTensor> tensors = resnet18();
        tensors.remove("layer1.0.bn1.running_mean");
        tensors.put("layer5.weight", HostTensor.of(new Shape(1), 1));
        tensors.put("bn1.bias", HostTensor.of(new Shape(2), 1, 2));
        Path file = written(tensors);

        // when, then
        assertThatThrownBy(() -> ImageBackbones.read(file, ImageFamily.RESNET18))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing 1: layer1.0.bn1.running_mean")
                .hasMessageContaining("superfluous 1: layer5.weight")
                .hasMessageContaining("of another shape 1: bn1.bias is (2) for (64)");
    }

    @Test
    void says_what_it_looked_for_in_a_file_of_another_family() throws Exception {
        Path file = written(resnet18());

        assertThatThrownBy(() -> ImageBackbones.read(file, ImageFamily.MOBILENET_V2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("features.0.0.weight (torchvision)")
                .hasMessageContaining("conv_stem.weight (timm)")
                .hasMessageContaining("00.conv.weight")
                .hasMessageContaining("bn1.bias");
    }

    @Test
    void refuses_files_of_other_kinds() throws Exception {
        Path file = Files.writeString(folder.resolve("weights.pth"), "PK");

        assertThatThrownBy(() -> ImageBackbones.read(file, ImageFamily.RESNET18))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(".safetensors nor .npz");
    }

    @Test
    void reads_a_network_without_its_classifier() throws Exception {
        SortedMap<String, HostTensor> tensors = resnet18();
        tensors.keySet().removeIf(name -> name.startsWith("fc."));

        ImageBackboneFiles files = ImageBackbones.read(written(tensors), ImageFamily.RESNET18);

        assertThat(files.config().classes()).isZero();
        assertThat(files.preprocessing()).isEqualTo(Preprocessing.torchvision());
    }

    @Test
    void reads_folded_weights_that_it_wrote() throws Exception {
        // given
        ImageBackboneConfig folded = new ImageBackboneConfig(ImageFamily.MOBILENET_V2, true, PaddingRule.TORCH, 3);
        ImageBackboneFiles random = ImageBackbones.random(folded, Preprocessing.torchvision(), 1);

        // when
        ImageBackboneFiles read = ImageBackbones.read(written(random.weights()), ImageFamily.MOBILENET_V2);

        // then
        assertThat(read.config()).isEqualTo(folded);
        assertThat(read.weights()).isEqualTo(random.weights());
        assertThat(read.sha256()).isEqualTo(random.sha256());
        assertThat(read.headless().config().classes()).isZero();
        assertThat(read.headless().weights()).hasSize(read.weights().size() - 2);
    }

    @Test
    void takes_the_preprocessing_from_a_timm_folder() throws Exception {
        // given
        Safetensors.write(folder.resolve("model.safetensors"), resnet18(), Map.of());
        Files.writeString(folder.resolve("config.json"), """
                {"architecture": "resnet18", "num_classes": 10, "pretrained_cfg": {
                  "input_size": [3, 288, 288], "interpolation": "bicubic", "crop_pct": 0.95, "crop_mode": "center",
                  "mean": [0.5, 0.4, 0.3], "std": [0.2, 0.2, 0.1], "license": "apache-2.0"}}
                """);

        // when
        ImageBackboneFiles files = ImageBackbones.folder(folder);

        // then
        assertThat(files.preprocessing().resize()).isEqualTo(303);
        assertThat(files.preprocessing().crop()).isEqualTo(288);
        assertThat(files.preprocessing().resampling()).isEqualTo(Resampling.BICUBIC);
        assertThat(files.preprocessing().mean()).containsExactly(0.5, 0.4, 0.3);
        assertThat(files.licence()).isEqualTo("apache-2.0");
        assertThat(files.config().classes()).isEqualTo(10);
    }

    @Test
    void refuses_an_architecture_or_a_crop_that_it_does_not_know() {
        assertThatThrownBy(() -> TimmConfig.from(JSON.readTree("{\"architecture\": \"vit_base\"}")))
                .hasMessageContaining("vit_base")
                .hasMessageContaining("resnet50");
        assertThatThrownBy(() ->
                        TimmConfig.from(JSON.readTree("{\"architecture\": \"resnet18\", \"crop_mode\": \"squash\"}")))
                .hasMessageContaining("squash");
    }

    @Test
    void reads_timms_convolutions_for_the_linear_layers_of_vgg16() {
        TimmVgg16 layout = new TimmVgg16();
        HostTensor stored = HostTensor.of(new Shape(2, 3, 1, 2), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

        HostTensor arranged = layout.arranged(stored, new Shape(2, 6));

        assertThat(layout.nameOf("classifier.0.weight")).isEqualTo("pre_logits.fc1.weight");
        assertThat(layout.nameOf("classifier.6.bias")).isEqualTo("head.fc.bias");
        assertThat(layout.nameOf("features.28.weight")).isEqualTo("features.28.weight");
        assertThat(arranged.shape()).isEqualTo(new Shape(2, 6));
        assertThat(arranged.values()).isEqualTo(stored.values());
        assertThat(layout.ignores("pre_logits.fc2.bias")).isTrue();
    }

    @Test
    void turns_the_kernels_of_keras() {
        // given: 1 row, 2 columns, 2 channels in, 3 out
        KerasMobileNetV1 layout = new KerasMobileNetV1();
        HostTensor stored = HostTensor.of(new Shape(1, 2, 2, 3), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

        // when
        HostTensor turned = layout.arranged(stored, new Shape(3, 2, 1, 2));
        HostTensor deep =
                layout.arranged(HostTensor.of(new Shape(1, 2, 3, 1), 0, 1, 2, 3, 4, 5), new Shape(3, 1, 1, 2));

        // then
        assertThat(turned).isEqualTo(HostTensor.of(new Shape(3, 2, 1, 2), 0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11));
        assertThat(deep).isEqualTo(HostTensor.of(new Shape(3, 1, 1, 2), 0, 3, 1, 4, 2, 5));
        assertThat(layout.nameOf("conv_dw_3.weight")).isEqualTo("conv_dw_3.depthwise_kernel");
        assertThat(layout.nameOf("conv_pw_3_bn.running_var")).isEqualTo("conv_pw_3_bn.moving_variance");
    }

    @Test
    void a_configuration_comes_back_from_json() throws Exception {
        ImageBackboneConfig config =
                new ImageBackboneConfig(ImageFamily.MOBILENET_V2, true, PaddingRule.TENSORFLOW, 1001);

        String json = JSON.writeValueAsString(config);

        assertThat(json).contains("mobilenet_v2").contains("tensorflow");
        assertThat(JSON.readValue(json, ImageBackboneConfig.class)).isEqualTo(config);
    }

    @Test
    void refuses_configurations_of_networks_that_do_not_exist() {
        assertThatThrownBy(() -> new ImageBackboneConfig(ImageFamily.VGG16, false, PaddingRule.TORCH, 0))
                .hasMessageContaining("no batch normalisation");
        assertThatThrownBy(() -> new ImageBackboneConfig(ImageFamily.MOBILENET_V1_12, true, PaddingRule.TORCH, 5))
                .hasMessageContaining("no classifier");
    }

    private static SortedMap<String, HostTensor> resnet18() throws IOException {
        return FormulaWeights.of(FormulaWeights.golden("torchvision/resnet18").path("shapes"));
    }

    private Path written(SortedMap<String, HostTensor> tensors) throws IOException {
        Path file = folder.resolve("weights.safetensors");
        Safetensors.write(file, new TreeMap<>(tensors), Map.of());
        return file;
    }
}
