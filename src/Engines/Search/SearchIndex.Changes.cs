using Maru.Engines.Search.Index;

namespace Maru.Engines.Search;

/// <content>How documents come and go.</content>
public sealed partial class SearchIndex
{
    /// <summary>Rows from which on segments are joined in the background, since joining them takes longer than a reader of fresh documents should wait.</summary>
    private const int LargeMerge = 60_000;

    /// <summary>How many removed documents are remembered, so that an older change of one does not bring it back.</summary>
    private const int MostRemoved = 200_000;

    private readonly Lock _gathering = new();
    private readonly Lock _refreshing = new();
    private readonly Dictionary<string, Place> _places = new(StringComparer.Ordinal);
    private readonly Queue<(string Id, long Version)> _removed = new();
    private Dictionary<string, SearchDocument?> _pending = new(StringComparer.Ordinal);
    private Task _background = Task.CompletedTask;
    private long _lexiconMade;

    /// <summary>Where a document is and how new it is; no segment for one that waits or is gone.</summary>
    private readonly record struct Place(Segment? Segment, int Doc, long Version);

    /// <summary>Adds or replaces a document. False: what is known of it is newer, and stays.</summary>
    public bool Upsert(SearchDocument document)
    {
        lock (_gathering)
        {
            return Take(document.Id, document.Version, document);
        }
    }

    /// <summary>Removes a document. False: what is known of it is newer, and stays. One that was never there is remembered as gone all the same.</summary>
    public bool Remove(string id, long version)
    {
        lock (_gathering)
        {
            if (!Take(id, version, null))
            {
                return false;
            }

            _removed.Enqueue((id, version));
            while (_removed.Count > MostRemoved)
            {
                var (old, then) = _removed.Dequeue();
                if (_places.TryGetValue(old, out var place) && place.Segment is null && place.Version == then && !_pending.ContainsKey(old))
                {
                    _places.Remove(old);
                }
            }

            return true;
        }
    }

    /// <summary>Makes the changes so far visible. Returns how many there were.</summary>
    public int Refresh()
    {
        lock (_refreshing)
        {
            Dictionary<string, SearchDocument?> changes;
            lock (_gathering)
            {
                changes = _pending;
                _pending = new Dictionary<string, SearchDocument?>(StringComparer.Ordinal);
            }

            if (changes.Count > 0)
            {
                Publish(changes);
                JoinSmall();
            }

            RenewLexicon();
            return changes.Count;
        }
    }

    /// <summary>Keeps the index fresh until told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), _time);
        try
        {
            while (await timer.WaitForNextTickAsync(stop).ConfigureAwait(false))
            {
                Refresh();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // asked to stop: what is pending stays pending
        }
    }

    /// <summary>Reckons the business signals again; freshness fades without any document changing.</summary>
    public void Reweigh()
    {
        lock (_refreshing)
        {
            Volatile.Write(ref _state, State with { Worth = [.. State.Segments.Select(WorthOf)] });
        }
    }

    /// <summary>Waits for segments that are being joined; for tests and for measuring.</summary>
    internal Task Settled() => _background;

    private bool Take(string id, long version, SearchDocument? document)
    {
        if (_places.TryGetValue(id, out var known) && known.Version > version)
        {
            return false;
        }

        _places[id] = known with { Version = version };
        _pending[id] = document;
        return true;
    }

    private void Publish(Dictionary<string, SearchDocument?> changes)
    {
        var builder = new SegmentBuilder(_schema, _vocabulary, _facetValues);
        foreach (var document in changes.Values)
        {
            if (document is not null)
            {
                builder.Add(document);
            }
        }

        var segment = builder.Build();
        var state = State;
        var live = state.Live.ToArray();
        var copied = new bool[live.Length];
        lock (_gathering)
        {
            foreach (var id in changes.Keys)
            {
                if (_places.TryGetValue(id, out var place) && place.Segment is { } old)
                {
                    var s = Array.IndexOf(state.Segments, old);
                    if (!copied[s])
                    {
                        live[s] = Copy(live[s], old.Count);
                        copied[s] = true;
                    }

                    live[s]![place.Doc >> 6] &= ~(1UL << (place.Doc & 63));
                    _places[id] = place with { Segment = null, Doc = -1 };
                }
            }

            for (var doc = 0; doc < segment.Count; doc++)
            {
                // the version may already be that of a newer change that waits for its turn
                _places[segment.Ids[doc]] = _places[segment.Ids[doc]] with { Segment = segment, Doc = doc };
            }
        }

        var added = segment.Count > 0;
        Volatile.Write(ref _state, state with
        {
            Segments = added ? [.. state.Segments, segment] : state.Segments, Live = added ? [.. live, null] : live, Worth = added ? [.. state.Worth, WorthOf(segment)] : state.Worth,
        });
    }

    /// <summary>Joins the newest segments while the last is not much smaller than the one before: there are never more than a few dozen.</summary>
    private void JoinSmall()
    {
        while (State.Segments.Length > 1)
        {
            var state = State;
            var last = state.Segments.Length - 1;
            int size = SegmentMerger.CountLive(state.Segments[last], state.Live[last]), before = SegmentMerger.CountLive(state.Segments[last - 1], state.Live[last - 1]);
            if (size * 2 < before)
            {
                break;
            }

            if (size + before > LargeMerge)
            {
                if (_background.IsCompleted)
                {
                    _background = Task.Run(() => Join(state.Segments[last - 1], state.Segments[last], state.Live[last - 1], state.Live[last]));
                }

                break;
            }

            Replace(state.Segments[last - 1], state.Segments[last], state.Live[last - 1], state.Live[last], SegmentMerger.Merge([state.Segments[last - 1], state.Segments[last]], [state.Live[last - 1], state.Live[last]]));
        }
    }

    private void Join(Segment a, Segment b, ulong[]? liveA, ulong[]? liveB)
    {
        var joined = SegmentMerger.Merge([a, b], [liveA, liveB]);
        lock (_refreshing)
        {
            Replace(a, b, liveA, liveB, joined);
        }
    }

    /// <summary>Puts a joined segment in the place of its two parts; what was removed while they were being joined is removed from it too.</summary>
    private void Replace(Segment a, Segment b, ulong[]? liveA, ulong[]? liveB, Segment joined)
    {
        var state = State;
        var at = Array.IndexOf(state.Segments, a);
        if (at < 0 || at + 1 >= state.Segments.Length || state.Segments[at + 1] != b)
        {
            // one of them has been joined with another meanwhile; this work was in vain
            return;
        }

        ulong[]? live = null;
        var doc = 0;
        lock (_gathering)
        {
            foreach (var (part, then, now) in new[] { (a, liveA, state.Live[at]), (b, liveB, state.Live[at + 1]) })
            {
                for (var old = 0; old < part.Count; old++)
                {
                    if (!SegmentMerger.IsLive(then, old))
                    {
                        continue;
                    }

                    if (SegmentMerger.IsLive(now, old))
                    {
                        _places[part.Ids[old]] = _places[part.Ids[old]] with { Segment = joined, Doc = doc };
                    }
                    else
                    {
                        live ??= Copy(null, joined.Count);
                        live[doc >> 6] &= ~(1UL << (doc & 63));
                    }

                    doc++;
                }
            }
        }

        Volatile.Write(ref _state, state with
        {
            Segments = [.. state.Segments[..at], joined, .. state.Segments[(at + 2)..]], Live = [.. state.Live[..at], live, .. state.Live[(at + 2)..]],
            Worth = [.. state.Worth[..at], WorthOf(joined), .. state.Worth[(at + 2)..]],
        });
    }

    /// <summary>The lexicon is made anew for new words: at once while it is small, else when there are many new ones or some have waited for five seconds.</summary>
    private void RenewLexicon()
    {
        int known = State.Lexicon.Count, now = _vocabulary.Words.Count;
        if (now == known || (now > 5000 && now - known < known / 50 && _time.GetElapsedTime(_lexiconMade) < TimeSpan.FromSeconds(5)))
        {
            return;
        }

        _lexiconMade = _time.GetTimestamp();
        Volatile.Write(ref _state, State with { Lexicon = new Lexicon(_vocabulary) });
    }

    private float[] WorthOf(Segment segment)
    {
        var worth = new float[segment.Count];
        var now = _time.GetUtcNow();
        foreach (var signal in _schema.Signals)
        {
            var numbers = segment.Numbers[Query.Filters.NumberIndex(_schema, signal.Number)];
            for (var doc = 0; doc < worth.Length; doc++)
            {
                worth[doc] += (float)(signal.Weight * signal.Share(numbers[doc], now));
            }
        }

        return worth;
    }

    private static ulong[] Copy(ulong[]? live, int count)
    {
        if (live is not null)
        {
            return [.. live];
        }

        var all = new ulong[(count + 63) >> 6];
        all.AsSpan().Fill(ulong.MaxValue);
        if ((count & 63) != 0)
        {
            all[^1] = (1UL << (count & 63)) - 1;
        }

        return all;
    }
}
