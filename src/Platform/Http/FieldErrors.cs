using Maru.Contracts;

namespace Maru.Platform.Http;

/// <summary>Collects every broken rule of a request, so that the caller mends all at once.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _errors = [];

    public FieldErrors Unless(bool holds, string field, string message)
    {
        if (!holds)
        {
            if (!_errors.TryGetValue(field, out var messages))
            {
                _errors[field] = messages = [];
            }

            messages.Add(message);
        }

        return this;
    }

    /// <summary>Present, not blank, at most so long, and free of control characters.</summary>
    public FieldErrors Text(string? value, string field, int maxLength, bool required = true)
    {
        Unless(!required || !string.IsNullOrWhiteSpace(value), field, "is needed");
        Unless((value?.Length ?? 0) <= maxLength, field, $"must be at most {maxLength} characters");
        return Unless(value is null || !value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')), field, "must not contain control characters");
    }

    /// <returns>Null if no rule was broken.</returns>
    public ValidationFailure? ToFailure() => _errors.Count == 0 ? null : new ValidationFailure(_errors.ToDictionary(e => e.Key, e => e.Value.ToArray()));
}
