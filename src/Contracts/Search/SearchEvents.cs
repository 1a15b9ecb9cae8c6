namespace Maru.Contracts.Search;

/// <summary>Somebody looked for something. Who it was is not told, save that it was a member.</summary>
/// <param name="Query">Null if it may hold something personal: words that no goods have.</param>
[Event("search.searched")]
public sealed record Searched(Guid SearchId, string? Query, string Language, int Total, bool ByMember, DateTimeOffset At) : IEvent
{
    public string Key => SearchId.ToString();
}

/// <param name="Position">In the list, from 1.</param>
[Event("search.clicked")]
public sealed record SearchClicked(Guid SearchId, ProductId ProductId, int Position, DateTimeOffset At) : IEvent
{
    public string Key => SearchId.ToString();
}

/// <summary>Editors saved other rules; every process that searches takes them.</summary>
[Event("search.rules-changed")]
public sealed record SearchRulesChanged(int Version, string Actor, DateTimeOffset At) : IEvent
{
    public string Key => "rules";
}
