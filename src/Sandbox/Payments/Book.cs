using System.Security.Cryptography;

namespace Maru.Sandbox.Payments;

/// <summary>
/// All payments of the provider. Every change happens under one lock, is appended to the journal in that order, and is answered only when it is on
/// disk. A key that was used before gives what became of the first request.
/// </summary>
internal sealed class Book : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SandboxPayment> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SandboxEvent> _untold = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Journal _journal;
    private readonly TimeProvider _time;
    private readonly bool _tellEverything;

    public Book(string path, bool tellEverything, TimeProvider time)
    {
        _time = time;
        _tellEverything = tellEverything;
        _journal = Journal.Open(path, Replay);
    }

    /// <summary>Called, after it is on disk, for every event that the merchant should hear of.</summary>
    public Action<SandboxEvent> Told { get; set; } = _ => { };

    public IReadOnlyList<SandboxEvent> Untold
    {
        get
        {
            lock (_lock)
            {
                return [.. _untold.Values.OrderBy(e => e.CreatedAt)];
            }
        }
    }

    public SandboxPayment? Find(string id)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(id);
        }
    }

    public SandboxPayment? FindByReference(string reference)
    {
        lock (_lock)
        {
            return _byReference.TryGetValue(reference, out var id) ? _byId[id] : null;
        }
    }

    /// <summary>Payments in the order in which they were made, after the one named.</summary>
    public IReadOnlyList<SandboxPayment> List(DateTimeOffset since, string? after, int limit)
    {
        lock (_lock)
        {
            var start = after is null ? 0 : _order.IndexOf(after) + 1;
            return [.. _order.Skip(start).Select(id => _byId[id]).Where(p => p.UpdatedAt >= since).Take(limit)];
        }
    }

    /// <summary>Makes a payment, or gives the one that this reference already has.</summary>
    public Task<(SandboxPayment? Payment, Refusal? Refusal)> CreateAsync(string key, string fingerprint, string reference, Func<SandboxPayment> make)
    {
        lock (_lock)
        {
            if (Repeats(key, fingerprint, out var refusal))
            {
                return Task.FromResult<(SandboxPayment?, Refusal?)>((FindByReference(reference), null));
            }

            if (refusal is not null || _byReference.ContainsKey(reference))
            {
                return Task.FromResult<(SandboxPayment?, Refusal?)>((null, refusal ?? new Refusal(409, "reference_taken", "There is another payment with this reference.")));
            }

            return SaveAsync(make(), key, fingerprint, tell: _tellEverything);
        }
    }

    /// <summary>Changes a payment unless this key did it before. The change says what is to be, or why it cannot.</summary>
    public Task<(SandboxPayment? Payment, Refusal? Refusal)> ChangeAsync(
        string id, string? key, string fingerprint, Func<SandboxPayment, (SandboxPayment? Changed, Refusal? Refusal)> change, bool tell)
    {
        lock (_lock)
        {
            if (!_byId.TryGetValue(id, out var payment))
            {
                return Task.FromResult<(SandboxPayment?, Refusal?)>((null, new Refusal(404, "not_found", "There is no such payment.")));
            }

            Refusal? refusal = null;
            if (key is not null && Repeats(key, fingerprint, out refusal))
            {
                return Task.FromResult<(SandboxPayment?, Refusal?)>((payment, null));
            }

            SandboxPayment? changed = null;
            if (refusal is null)
            {
                (changed, refusal) = change(payment);
            }

            return refusal is not null
                ? Task.FromResult<(SandboxPayment?, Refusal?)>((null, refusal))
                : SaveAsync(changed! with { Version = payment.Version + 1, UpdatedAt = _time.GetUtcNow() }, key, fingerprint, tell || _tellEverything);
        }
    }

    public Task DeliveredAsync(SandboxEvent told)
    {
        lock (_lock)
        {
            return _untold.Remove(told.Id) ? _journal.AppendAsync(new JournalLine(null, null, null, null, told.Id)) : Task.CompletedTask;
        }
    }

    public ValueTask DisposeAsync() => _journal.DisposeAsync();

    private async Task<(SandboxPayment? Payment, Refusal? Refusal)> SaveAsync(SandboxPayment payment, string? key, string fingerprint, bool tell)
    {
        // Runs under the lock up to the first await: nothing here may wait before the line is in the journal's queue.
        Remember(payment);
        if (key is not null)
        {
            _keys[key] = fingerprint;
        }

        var happened = tell
            ? new SandboxEvent("evt_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), "payment." + payment.Status, _time.GetUtcNow(), payment.Id, payment.Reference) { Payment = payment }
            : null;
        if (happened is not null)
        {
            _untold[happened.Id] = happened;
        }

        await _journal.AppendAsync(new JournalLine(payment, key, fingerprint, happened, null));
        if (happened is not null)
        {
            Told(happened);
        }

        return (payment, null);
    }

    private bool Repeats(string key, string fingerprint, out Refusal? refusal)
    {
        var known = _keys.TryGetValue(key, out var before);
        refusal = known && before != fingerprint ? new Refusal(422, "idempotency_key_reused", "This Idempotency-Key was used with another request.") : null;
        return known && refusal is null;
    }

    private void Replay(JournalLine line)
    {
        if (line.Payment is { } payment)
        {
            Remember(payment);
        }

        if (line is { Key: { } key, Fingerprint: { } fingerprint })
        {
            _keys[key] = fingerprint;
        }

        if (line.Event is { } happened)
        {
            _untold[happened.Id] = happened with { Payment = line.Payment };
        }

        if (line.Delivered is { } delivered)
        {
            _untold.Remove(delivered);
        }
    }

    private void Remember(SandboxPayment payment)
    {
        if (!_byId.ContainsKey(payment.Id))
        {
            _order.Add(payment.Id);
        }

        _byId[payment.Id] = payment;
        _byReference[payment.Reference] = payment.Id;
    }
}
