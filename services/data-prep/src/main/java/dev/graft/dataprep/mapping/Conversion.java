package dev.graft.dataprep.mapping;

import dev.graft.contracts.task.DataSource;
import dev.graft.contracts.task.DataSource.UnitConversion;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import javax.measure.format.MeasurementParseException;

/** Numbers of one unit turned into another (JSR 385), written with a point and without an exponent. */
final class Conversion {
    private static final int MAX_CHARS = 40;

    private final UnitConverter converter;
    private final int decimals;

    private Conversion(UnitConverter converter, int decimals) {
        this.converter = converter;
        this.decimals = decimals;
    }

    /** @throws IllegalArgumentException when a unit is not known, or the two measure different things */
    static Conversion of(UnitConversion declared) {
        Unit<?> from = unit(declared.from());
        Unit<?> to = unit(declared.to());
        try {
            return new Conversion(from.getConverterToAny(to), Objects.requireNonNull(declared.decimals()));
        } catch (IncommensurableException e) {
            throw new IllegalArgumentException(
                    "'" + declared.from() + "' and '" + declared.to() + "' measure different things", e);
        }
    }

    /**
     * The conversions that a data source declares, by column.
     *
     * @throws IllegalArgumentException when one makes no sense, with the field and the reason
     */
    static Map<String, Conversion> of(DataSource source) {
        Map<String, Conversion> conversions = new HashMap<>();
        Objects.requireNonNull(source.units()).forEach((column, declared) -> {
            try {
                conversions.put(column, of(declared));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("units." + column + ": " + e.getMessage(), e);
            }
        });
        return conversions;
    }

    private static Unit<?> unit(String symbol) {
        try {
            return Units.parse(symbol);
        } catch (MeasurementParseException e) {
            throw new IllegalArgumentException(
                    "the unit '" + symbol + "' is not known; write it as in kg, lb, km/h, °F or mi", e);
        }
    }

    /** The number in the other unit, rounded; empty when the value is no number. */
    Optional<String> apply(String value) {
        OptionalDouble converted = number(value);
        return converted.isPresent() ? Optional.of(written(converted.getAsDouble())) : Optional.empty();
    }

    /** The number in the other unit, as it is; empty when the value is no number. */
    OptionalDouble number(String value) {
        String stripped = value.strip();
        if (stripped.length() > MAX_CHARS) {
            return OptionalDouble.empty();
        }
        try {
            double converted = converter.convert(new BigDecimal(stripped).doubleValue());
            return Double.isFinite(converted) ? OptionalDouble.of(converted) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private String written(double number) {
        BigDecimal rounded = BigDecimal.valueOf(number)
                .setScale(decimals, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }
}
