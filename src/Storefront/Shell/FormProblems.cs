using Maru.Contracts;

namespace Maru.Storefront.Shell;

/// <summary>What is wrong with a form: in general, and beside each field. The first wrong field takes the focus.</summary>
public sealed class FormProblems
{
    private readonly Dictionary<string, string> _fields;

    private FormProblems(string? general, Dictionary<string, string> fields)
    {
        General = general;
        _fields = fields;
    }

    public string? General { get; }

    public string? First => _fields.Count == 0 ? null : _fields.Keys.First();

    public string? Of(string field) => _fields.GetValueOrDefault(field);

    public static FormProblems Because(string general) => new(general, []);

    public static FormProblems At(string field, string text) => new(null, new Dictionary<string, string> { [field] = text });

    public static FormProblems Of(Failure failure, Visit visit)
    {
        if (failure is not ValidationFailure invalid)
        {
            return new FormProblems(Problems.Say(failure, visit), []);
        }

        var fields = invalid.Errors.GroupBy(e => FieldOf(e.Key)).ToDictionary(g => g.Key, g => Say(g.First().Value[0], visit));
        return new FormProblems(visit.Say("표시된 곳을 확인해 주세요.", "Please check what is marked."), fields);
    }

    /// <summary>Forms call a field by its last name: shippingAddress.postalCode is their postalCode.</summary>
    private static string FieldOf(string key) => key switch
    {
        "pointsToUse" => "points",
        "replacement" => "password",
        _ => key[(key.LastIndexOf('.') + 1)..],
    };

    private static string Say(string message, Visit visit) => message switch
    {
        "is needed" => visit.Say("적어 주세요.", "This is needed."),
        "is not an e-mail address" => visit.Say("이메일 주소를 확인해 주세요.", "This is not an e-mail address."),
        "is not right" => visit.Say("맞지 않아요.", "That is not right."),
        "is more than the order comes to" => visit.Say("주문 금액보다 많아요.", "This is more than the order comes to."),
        _ when message.StartsWith("must be at most", StringComparison.Ordinal) => visit.Say("너무 길어요.", "This is too long."),
        _ when message.StartsWith("must be at least", StringComparison.Ordinal) => visit.Say("너무 짧아요.", "This is too short."),
        _ => visit.Say("다시 확인해 주세요.", char.ToUpperInvariant(message[0]) + message[1..] + "."),
    };
}
