namespace Maru.Contracts.Search;

/// <summary>Takes note of what was looked for. Returns at once: the noting happens later, and under great load not at all.</summary>
public interface ISearchRecords
{
    Task SearchedAsync(SearchSeen seen, CancellationToken ct);
}

/// <param name="Id">Made by whoever answered the search; a click names it.</param>
/// <param name="AllWords">Every word was found as typed or corrected, none left out.</param>
public sealed record SearchSeen(Guid Id, string Text, string Language, int Total, bool AllWords, SearchVisitor Visitor);

/// <summary>Who looks, as the request tells it. Nothing of it is kept: it becomes a keyed hash.</summary>
/// <param name="Untracked">The browser asks not to be followed (Sec-GPC, DNT).</param>
public sealed record SearchVisitor(UserId? User, string? ApiKey, string Address, string Agent, bool Untracked);
