package dev.graft.registry.openlineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.DatasetFacets;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.InputDatasetInputFacets;
import io.openlineage.client.OpenLineage.OutputDataset;
import org.jspecify.annotations.Nullable;

/** Artefacts as inputs and outputs of OpenLineage events, with their facets. */
final class Datasets {
    private final OpenLineage vocabulary;

    Datasets(OpenLineage vocabulary) {
        this.vocabulary = vocabulary;
    }

    InputDataset input(Artefact artefact) {
        return vocabulary.newInputDataset(
                artefact.name().namespace(), artefact.name().name(), facets(artefact), null);
    }

    InputDataset input(Artefact artefact, Quality quality) {
        return vocabulary.newInputDataset(
                artefact.name().namespace(), artefact.name().name(), facets(artefact), found(quality));
    }

    OutputDataset output(Artefact artefact) {
        return vocabulary.newOutputDataset(
                artefact.name().namespace(), artefact.name().name(), facets(artefact), null);
    }

    /** With what is known of its size: rows, bytes, files. */
    OutputDataset output(Artefact artefact, @Nullable Long rows, @Nullable Long bytes, @Nullable Long files) {
        return vocabulary.newOutputDataset(
                artefact.name().namespace(),
                artefact.name().name(),
                facets(artefact),
                vocabulary
                        .newOutputDatasetOutputFacetsBuilder()
                        .outputStatistics(vocabulary.newOutputStatisticsOutputDatasetFacet(rows, bytes, files))
                        .build());
    }

    private DatasetFacets facets(Artefact artefact) {
        var facets = vocabulary
                .newDatasetFacetsBuilder()
                .datasetType(vocabulary.newDatasetTypeDatasetFacet(artefact.type(), null));
        if (artefact.version() != null) {
            facets.version(vocabulary.newDatasetVersionDatasetFacet(artefact.version()));
        }
        if (!artefact.columns().isEmpty()) {
            facets.schema(vocabulary.newSchemaDatasetFacet(artefact.columns()));
        }
        return facets.build();
    }

    private InputDatasetInputFacets found(Quality quality) {
        var facets = vocabulary.newInputDatasetInputFacetsBuilder();
        if (quality.rows() != null) {
            facets.dataQualityMetrics(vocabulary
                    .newDataQualityMetricsInputDatasetFacetBuilder()
                    .rowCount(quality.rows())
                    .columnMetrics(vocabulary
                            .newDataQualityMetricsInputDatasetFacetColumnMetricsBuilder()
                            .build())
                    .build());
        }
        if (!quality.checks().isEmpty()) {
            facets.dataQualityAssertions(
                    vocabulary.newDataQualityAssertionsDatasetFacet(quality.checks().entrySet().stream()
                            .map(check -> vocabulary.newDataQualityAssertionsDatasetFacetAssertions(
                                    check.getKey(), check.getValue(), null))
                            .toList()));
        }
        return facets.build();
    }
}
