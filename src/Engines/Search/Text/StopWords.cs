namespace Maru.Engines.Search.Text;

/// <summary>Words that say nothing about what is sought. They are indexed, so that a query of nothing else still finds, but no document must have them.</summary>
internal static class StopWords
{
    private static readonly HashSet<string> English =
    [
        "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "from", "if", "in", "into", "is", "it", "my", "no", "not", "of", "on", "or", "such", "that", "the", "their", "then",
        "there", "these", "they", "this", "to", "was", "will", "with", "x", "what", "how", "do", "you", "your", "need", "want", "can", "i",
    ];

    private static readonly HashSet<string> Korean = ["및", "또는", "그리고", "추천", "추천해줘", "좀", "등", "위한", "좋은", "어떤", "있는", "관련", "상품", "제품", "주세요", "찾아줘", "보여줘"];

    public static bool Contains(string word) => English.Contains(word) || Korean.Contains(word);
}
