using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Maru.Platform.Telemetry;

/// <summary>
/// Adds up what the instruments of some meters measure: the runtime's, the database driver's and Maru's own. Durations are in seconds by convention,
/// so all histograms share one set of buckets.
/// </summary>
internal sealed class MeasuredInstruments : IDisposable
{
    // A label that takes ever new values must not fill the memory.
    private const int MostSeries = 2000;

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Family> _families = new();

    public MeasuredInstruments()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name is MaruTelemetry.Name or "Npgsql" or "System.Runtime")
            {
                listener.EnableMeasurementEvents(instrument, _families.GetOrAdd(instrument.Name, _ => new Family(instrument)));
            }
        };
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, state) => ((Family)state!).Add(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, state) => ((Family)state!).Add(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, state) => ((Family)state!).Add(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, state) => ((Family)state!).Add(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, state) => ((Family)state!).Add(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, state) => ((Family)state!).Add(value, tags));
        _listener.Start();
    }

    public void Write(PrometheusText text)
    {
        _listener.RecordObservableInstruments();
        foreach (var family in _families.Values.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            family.Write(text);
        }
    }

    public void Dispose() => _listener.Dispose();

    private sealed class Family
    {
        private readonly ConcurrentDictionary<Labels, Series> _series = new(new Labels.Comparer());
        private readonly ConcurrentDictionary<Labels, Series>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _lookup;
        private readonly string _type;
        private readonly string _help;
        private readonly bool _replaces;

        public Family(Instrument instrument)
        {
            _lookup = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
            var kind = instrument.GetType().GetGenericTypeDefinition();
            _type = kind == typeof(Histogram<>) ? "histogram" : kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? "counter" : "gauge";
            _replaces = instrument.IsObservable || kind == typeof(Gauge<>);
            _help = instrument.Description ?? instrument.Name;
            var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
            var name = PrometheusText.NameOf(instrument.Name);
            Name = (name.EndsWith(unit, StringComparison.Ordinal) ? name : name + unit) + (_type == "counter" ? "_total" : "");
        }

        public string Name { get; }

        public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (!_lookup.TryGetValue(tags, out var series))
            {
                if (_series.Count >= MostSeries)
                {
                    return;
                }

                _lookup.TryAdd(tags, new Series(_type == "histogram" ? new Histogram() : null));
                _lookup.TryGetValue(tags, out series);
            }

            if (series!.Histogram is { } histogram)
            {
                histogram.Record(value);
            }
            else
            {
                series.Add(value, _replaces);
            }
        }

        public void Write(PrometheusText text)
        {
            if (_series.IsEmpty)
            {
                return;
            }

            text.Family(Name, _type, _help);
            foreach (var (labels, series) in _series)
            {
                (string Name, string Value)[] pairs = [.. labels.Pairs.Select(p => (PrometheusText.NameOf(p.Name), p.Value))];
                if (series.Histogram is { } histogram)
                {
                    text.Sample(histogram, pairs);
                }
                else
                {
                    text.Sample(series.Value, pairs);
                }
            }
        }
    }

    private sealed class Series(Histogram? histogram)
    {
        private double _value;

        public Histogram? Histogram => histogram;

        public double Value => Volatile.Read(ref _value);

        public void Add(double value, bool replace)
        {
            double before;
            do
            {
                before = Volatile.Read(ref _value);
            }
            while (Interlocked.CompareExchange(ref _value, replace ? value : before + value, before) != before);
        }
    }
}
