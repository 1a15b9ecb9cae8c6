namespace Maru.Platform.Http;

/// <summary>Metadata of an endpoint that reads its query by itself, so that the API document can say what it understands.</summary>
public sealed record QueryParameter(string Name, string Description, bool IsNumber = false, bool IsToggle = false);
