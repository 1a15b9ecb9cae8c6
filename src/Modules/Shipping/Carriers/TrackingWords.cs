using Maru.Contracts;

namespace Maru.Modules.Shipping.Carriers;

/// <summary>What happened to a parcel, in Maru's words, whichever carrier said it.</summary>
internal static class TrackingWords
{
    public const string LabelCreated = "label-created";
    public const string PickedUp = "picked-up";
    public const string InTransit = "in-transit";
    public const string OutForDelivery = "out-for-delivery";
    public const string Delivered = "delivered";
    public const string Exception = "exception";
    public const string Returned = "returned";

    public static LocalizedText TextOf(string status, string? carriersWords) => status switch
    {
        LabelCreated => new LocalizedText("송장이 발행되었습니다.", "The label was made."),
        PickedUp => new LocalizedText("택배사가 상품을 인수했습니다.", "The carrier picked the parcel up."),
        OutForDelivery => new LocalizedText("배송 기사가 배송을 시작했습니다.", "The courier is on the way."),
        Delivered => new LocalizedText("배송이 완료되었습니다.", "Delivered."),
        Exception => new LocalizedText("배송이 지연되고 있습니다.", carriersWords ?? "The delivery is delayed."),
        Returned => new LocalizedText("보낸 곳으로 돌아가고 있습니다.", "The parcel is on its way back."),
        _ => new LocalizedText("배송 중입니다.", carriersWords ?? "On the way."),
    };
}
