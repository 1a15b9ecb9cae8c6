namespace Maru.DemoArt.Range;

/// <summary>The words goods are described with: one line a word, fields parted by bars.</summary>
internal static class Words
{
    public static IReadOnlyDictionary<string, (string Ko, string En, string Hex)> Colors { get; } = Table("""
        black|블랙|Black|#26272a
        charcoal|차콜|Charcoal|#45474b
        grey|그레이|Grey|#8b8e92
        silver|라이트 그레이|Light grey|#c3c5c7
        white|화이트|White|#f3f1ec
        ivory|아이보리|Ivory|#ebe3d2
        cream|크림|Cream|#e9dcc0
        beige|베이지|Beige|#cdb894
        sand|샌드|Sand|#bfa77f
        camel|카멜|Camel|#b08650
        brown|브라운|Brown|#6d4a32
        espresso|다크 브라운|Espresso|#42302a
        khaki|카키|Khaki|#7d7650
        olive|올리브|Olive|#636841
        moss|모스 그린|Moss green|#56654a
        pine|파인 그린|Pine green|#2f4a3c
        sage|세이지|Sage|#98a88b
        mint|민트|Mint|#a9cdbd
        teal|틸|Teal|#2f6f74
        navy|네이비|Navy|#2b3850
        indigo|인디고|Indigo|#33466f
        blue|블루|Blue|#3f6ea5
        sky|스카이 블루|Sky blue|#97bbd6
        denim|중청|Mid wash|#4a6c98
        pale|연청|Light wash|#8badcb
        raw|생지|Raw indigo|#27324a
        lilac|라일락|Lilac|#b5a5cc
        plum|플럼|Plum|#6a3d58
        wine|버건디|Burgundy|#6d2733
        red|레드|Red|#b5332f
        brick|브릭|Brick|#a14e35
        persimmon|감색|Persimmon|#d2571f
        apricot|살구|Apricot|#e8b088
        mustard|머스터드|Mustard|#c69432
        yellow|옐로|Yellow|#e6c244
        pink|핑크|Pink|#e3acb1
        rose|로즈|Rose|#bf6d73
        gold|골드|Gold|#c2a05a
        steel|실버|Silver|#b4b8bc
        gunmetal|건메탈|Gunmetal|#55585d
        tortoise|호피|Tortoise|#b0702e
        honey|허니|Honey|#cf9a4a
        celadon|청자|Celadon|#9fbcae
        ash|백자|White porcelain|#e9ebe6
        clay|옹기|Onggi clay|#74503b
        """, f => (f[1], f[2], f[3]));

    public static IReadOnlyDictionary<string, (string Ko, string En)> Materials { get; } = Table("""
        nylon|나일론 100%, 구스다운 80% · 깃털 20%|100% nylon shell, 80/20 goose down
        ny|나일론 100%|100% nylon
        synth|재생 나일론, 합성 보온재|recycled nylon, synthetic fill
        wool|울 80% · 나일론 20%|80% wool, 20% nylon
        cash|울 70% · 캐시미어 30%|70% wool, 30% cashmere
        shell|3레이어 나일론 방수 원단|three-layer waterproof nylon
        fleece|재생 폴리에스터 플리스|recycled polyester fleece
        lamb|램스울 100%|100% lambswool
        merino|메리노 울 100%|100% merino wool
        cotton|코튼 100%|100% cotton
        organic|유기농 코튼 100%|100% organic cotton
        linen|리넨 55% · 코튼 45%|55% linen, 45% cotton
        flannel|기모 코튼 플란넬|brushed cotton flannel
        denim|13온스 코튼 데님|13 oz cotton denim
        stretch|나일론 88% · 엘라스테인 12%|88% nylon, 12% elastane
        cord|코튼 코듀로이|cotton corduroy
        leather|소가죽|full-grain cowhide
        suede|스웨이드|suede
        mesh|니트 메시, EVA 중창|knit mesh, EVA midsole
        canvas|코튼 캔버스|cotton canvas
        rubber|천연고무|natural rubber
        acetate|이탈리아 아세테이트, UV400 렌즈|acetate frame, UV400 lenses
        metal|스테인리스 스틸|stainless steel
        straw|라피아|raffia
        poly|리사이클 폴리에스터 600D|recycled 600D polyester
        rip|립스톱 나일론 70D|70D ripstop nylon
        tc|면 혼방(TC) 원단|polycotton canvas
        alu|두랄루민 7001|7001 aluminium
        ash|물푸레나무, 캔버스|ash wood and canvas
        stone|석기질 도자|stoneware
        porcelain|백자토|porcelain
        enamel|법랑|enamelled steel
        steel18|18-8 스테인리스|18/8 stainless steel
        glass|내열 유리|heat-proof glass
        acrylic|울 혼방 니트|wool-blend knit
        """, f => (f[1], f[2]));

    /// <summary>What a thing has or does: said before the noun, and as a sentence, in both languages.</summary>
    public static IReadOnlyDictionary<string, (string KoMod, string KoSay, string EnMod, string EnSay)> Features { get; } = Table("""
        goose|700 필파워 구스다운을 채운|700 필파워 구스다운이라 가볍지만 한겨울에도 든든해요.|filled with 700-fill goose down|Seven-hundred-fill goose down keeps it light and ready for deep winter.
        duck|덕다운을 넉넉히 넣은|덕다운을 칸마다 고르게 넣어 뭉치지 않아요.|generously filled with duck down|Duck down sits evenly in every baffle and does not clump.
        synthfill|물에 젖어도 따뜻한 합성 보온재를 쓴|비에 젖어도 보온력이 남아 있고 세탁기로 빨 수 있어요.|with synthetic fill that stays warm when wet|The fill keeps working when damp and goes in the washing machine.
        hood|깊은 후드가 달린|후드가 깊어서 바람 부는 날에도 목과 귀를 감싸 줘요.|with a deep hood|The hood is deep enough to cover ears and neck in wind.
        fur|풍성한 에코 퍼를 두른|후드의 에코 퍼는 떼어 낼 수 있어요.|trimmed with removable eco fur|The eco-fur trim on the hood comes off.
        long|무릎까지 덮는|무릎 아래까지 내려와 정류장에서도 다리가 시리지 않아요.|cut to the knee|It reaches the knee, so waiting for the bus stays bearable.
        crop|허리선에서 끊은 짧은|기장이 짧아 다리가 길어 보이고 운전할 때도 편해요.|cut short at the waist|The short body is easy to drive in and sits well with wide trousers.
        light|접으면 주먹만 해지는|안주머니에 말아 넣으면 손바닥만 해져서 가방에 늘 넣어 다닐 수 있어요.|that packs into its own pocket|It rolls into its own pocket and lives at the bottom of a bag.
        water|생활 방수가 되는|겉감에 발수 가공을 해서 가벼운 비와 눈은 털어 내면 돼요.|with a water-repellent finish|Light rain and snow bead up and shake off.
        proof|봉제선까지 막아 완전 방수되는|심실링으로 봉제선까지 막아 장마철에도 속이 젖지 않아요.|fully seam-sealed against rain|Every seam is taped, so a monsoon afternoon stays outside.
        wind|바람을 막아 주는|촘촘한 원단이 바람을 막고 땀은 내보내요.|that stops the wind|The dense cloth stops wind and lets sweat out.
        breathe|바람이 잘 통하는|바람이 잘 통해 더운 날에도 쾌적해요.|that breathes well|Air moves through it, so hot days stay bearable.
        warm|안쪽에 기모를 더한|안감에 부드러운 기모가 있어 첫 느낌부터 따뜻해요.|brushed on the inside|The brushed inside feels warm from the first minute.
        hand|손으로 마무리한|눈에 보이지 않는 곳까지 손으로 마무리했어요.|finished by hand|Even the parts nobody sees are finished by hand.
        soft|피부에 닿는 느낌이 부드러운|까슬거림이 없어 맨살에 닿아도 편안해요.|soft against the skin|There is no itch, even against bare skin.
        over|어깨선을 내린 오버핏|어깨를 자연스럽게 내린 오버핏이라 안에 두껍게 껴입어도 돼요.|with an easy dropped shoulder|The shoulder drops naturally and leaves room for layers.
        slim|몸에 맞게 떨어지는|군더더기 없이 몸을 따라 떨어져서 재킷 안에 입기 좋아요.|with a clean close fit|It follows the body and slips neatly under a jacket.
        wide|통이 넉넉한|통이 넓어 앉거나 걸을 때 걸리는 곳이 없어요.|with a wide easy leg|The wide leg never catches when you sit or walk.
        taper|발목으로 갈수록 좁아지는|무릎 아래부터 좁아져 운동화와 잘 어울려요.|tapered below the knee|It narrows below the knee and sits well over trainers.
        flex|사방으로 늘어나는|네 방향으로 늘어나는 원단이라 산길에서도 움직임이 자유로워요.|with four-way stretch|Four-way stretch follows every step on a trail.
        wash|자연스럽게 물이 빠진|돌로 오래 빨아 자연스럽게 물이 빠졌어요.|with a natural fade|Long stone-washing gives it a fade that looks earned.
        selvedge|셀비지로 짠|구식 직기로 천천히 짠 셀비지라 입을수록 나만의 물 빠짐이 생겨요.|woven as selvedge|Slow-woven selvedge that fades to the person wearing it.
        cargo|옆주머니가 큼직한|옆주머니에 지도와 간식, 장갑까지 들어가요.|with roomy side pockets|The side pockets take a map, snacks and gloves.
        pocket|주머니가 넉넉한|주머니가 깊어서 손과 휴대전화가 함께 들어가요.|with deep pockets|The pockets are deep enough for a hand and a phone at once.
        fade|오래 써도 형태가 변하지 않는|여러 번 빨아도 형태가 그대로예요.|that keeps its shape|It keeps its shape wash after wash.
        print|직접 그린 그림을 새긴|물에 잘 지워지지 않는 잉크로 찍어 오래 입을 수 있어요.|printed with our own drawing|The print uses water-based ink that stays put.
        stripe|배색 줄무늬를 짜 넣은|프린트가 아니라 실로 짠 줄무늬라 색이 또렷해요.|with woven stripes|The stripes are woven, not printed, and stay clear.
        plaid|차분한 체크를 넣은|먼저 물들인 실로 짜서 안쪽까지 체크가 이어져요.|in a quiet yarn-dyed check|The yarn is dyed first, so the check runs through to the inside.
        cable|굵은 꽈배기를 짠|꽈배기 무늬가 도톰해 겉옷처럼 걸쳐도 좋아요.|knitted in thick cables|The cables are thick enough to wear it as an outer layer.
        nordic|눈꽃 무늬를 짜 넣은|요크를 따라 눈꽃 무늬를 둘러 겨울 여행 사진에 잘 나와요.|with a snowflake yoke|A snowflake pattern circles the yoke and photographs well on winter trips.
        cushion|쿠션이 두툼한|두툼한 중창이 충격을 받아 줘 오래 서 있어도 발이 덜 피로해요.|with a thick cushioned sole|A thick midsole takes the knocks on long days standing.
        grip|젖은 바위에서도 미끄럽지 않은|깊은 밑창 무늬가 젖은 바위와 진흙을 단단히 잡아 줘요.|that grips wet rock|Deep lugs hold on wet rock and mud.
        ankle|발목을 잡아 주는|발목을 높게 감싸 무거운 배낭을 메도 흔들림이 적어요.|that supports the ankle|The high cuff steadies the ankle under a heavy pack.
        welt|굿이어 웰트로 만든|굿이어 웰트라 밑창을 갈아 가며 십 년 넘게 신을 수 있어요.|Goodyear-welted|Goodyear-welted, so it can be resoled for a decade and more.
        slipon|끈 없이 신고 벗는|끈을 묶지 않아도 되어 현관에서 시간이 걸리지 않아요.|that slips on without laces|No laces, no time lost at the door.
        retro|옛 멋을 살린|오래된 사진에서 본 듯한 모양이라 유행을 타지 않아요.|with an old-photograph look|A shape out of an old photograph that fashion leaves alone.
        uv|자외선을 막아 주는|자외선을 99% 막아 한낮에도 편안해요.|with full UV protection|It blocks 99% of UV at noon.
        polar|편광 렌즈를 넣은|편광 렌즈라 물과 눈의 반사를 줄여 줘요.|with polarised lenses|Polarised lenses cut the glare off water and snow.
        shade|챙이 넓은|챙이 넓어 얼굴과 목까지 그늘이 져요.|with a wide brim|The wide brim shades face and neck.
        adjust|둘레를 조절할 수 있는|뒤쪽 끈으로 둘레를 맞출 수 있어요.|with an adjustable fit|A strap at the back sets the fit.
        diver|200m 방수가 되는|200m 방수에 회전 베젤이 있어 물놀이와 다이빙에 모두 쓸 수 있어요.|water-resistant to 200 m|Water-resistant to 200 m with a turning bezel.
        sapphire|사파이어 글라스를 올린|사파이어 글라스라 열쇠와 부딪혀도 긁히지 않아요.|under sapphire glass|Sapphire glass shrugs off keys and coins.
        lume|어두운 데서도 잘 보이는|야광 바늘이라 텐트 안에서도 시간이 잘 보여요.|readable in the dark|Luminous hands read clearly inside a tent.
        touch|장갑을 낀 채 화면을 누를 수 있는|엄지와 검지 끝으로 휴대전화를 쓸 수 있어요.|that works touch screens|Thumb and forefinger work a phone without taking them off.
        laptop|노트북이 들어가는|15인치 노트북을 넣는 두툼한 칸이 따로 있어요.|that holds a laptop|A padded sleeve takes a 15-inch laptop.
        load|무거운 짐도 편하게 메는|허리 벨트가 무게를 나눠 어깨가 덜 아파요.|that carries heavy loads easily|The hip belt takes weight off the shoulders.
        light2|가볍고 튼튼한|가벼운데도 튼튼해서 오래 써요.|light and tough|It is light, and tough all the same.
        three|3인이 눕고도 짐을 둘 수 있는|어른 셋이 눕고 전실에 짐까지 둘 수 있어요.|that sleeps three with room for bags|Three adults lie down and the bags still fit in the porch.
        two|2인용|둘이 쓰기에 딱 맞고 십 분이면 혼자 칠 수 있어요.|for two people|Right for two, and one person can pitch it in ten minutes.
        four|4인 가족이 쓰기 좋은|온 가족이 서서 옷을 갈아입을 만큼 천장이 높아요.|made for a family of four|The ceiling is high enough to change clothes standing up.
        one|혼자 떠나는 백패킹용|배낭 한쪽에 들어갈 만큼 작게 접혀요.|for solo backpacking|It packs small enough for one side of a backpack.
        fast|던지면 펼쳐지는|펼치는 데 삼 초, 접는 데 일 분이면 충분해요.|that opens in seconds|Three seconds to open, about a minute to fold.
        fold|작게 접히는|접으면 팔 하나 길이라 트렁크 자리를 적게 차지해요.|that folds small|Folded, it takes little room in the boot.
        sturdy|120kg까지 견디는|120kg까지 견디는 프레임이라 안심하고 기대도 돼요.|rated to 120 kg|The frame is rated to 120 kg, so lean back.
        dim|밝기를 조절하는|은은한 불빛부터 작업등까지 밝기를 조절할 수 있어요.|with a dimmer|It dims from a glow to a work light.
        charge|USB-C로 충전하는|한 번 충전하면 가장 약한 빛으로 나흘을 켜 둘 수 있어요.|charged by USB-C|One charge lasts four nights at the lowest setting.
        insulate|온도를 오래 지키는|이중 진공이라 아침에 담은 커피가 점심까지 따뜻해요.|that keeps its temperature|Double-walled: morning coffee is still warm at lunch.
        glaze|유약이 자연스럽게 흐른|가마에서 유약이 흐른 자국이 하나하나 달라요.|with a running glaze|The glaze runs a little differently on every piece.
        micro|전자레인지와 식기세척기에 넣을 수 있는|전자레인지와 식기세척기를 모두 쓸 수 있어요.|safe for microwave and dishwasher|Microwave and dishwasher are both fine.
        camp|야외에서 막 쓰기 좋은|막 다뤄도 괜찮아서 캠핑에 마음 편히 가져가요.|made for rough use outdoors|It takes knocks, so it goes camping without worry.
        wick|땀을 빨리 말리는|땀을 빨리 흡수하고 말려 산을 오를 때 쾌적해요.|that dries sweat fast|It takes up sweat and dries fast on the climb.
        cush2|발바닥을 도톰하게 짠|발바닥을 도톰하게 짜 오래 걸어도 발이 편해요.|knitted thick underfoot|Thick terry underfoot keeps long walks comfortable.
        gift|선물하기 좋은|종이 상자에 담아 보내 드려 선물하기 좋아요.|ready to give|It comes in a paper box, ready to give.
        sun|그늘을 넓게 드리우는|한낮에도 아래가 시원해요.|that throws a wide shade|It stays cool underneath at noon.
        airy|창이 커서 바람이 통하는|창을 열면 바람이 통해 결로가 적어요.|with good airflow|Open the vents and there is little condensation.
        thin|얇고 단정한|두께가 얇아 셔츠 소매 안으로 쏙 들어가요.|thin and neat|It is thin enough to slide under a cuff.
        daily|날마다 쓰기 좋은|어디에나 무난하게 어울려 손이 자주 가요.|for every day|It goes with most things, so you reach for it often.
        trail|산길을 위해 만든|가벼운 등산과 트레킹에서 제 몫을 해요.|built for the trail|It earns its place on hikes and treks.
        zip|지퍼로 여닫는|목까지 올라오는 지퍼로 더위와 추위를 조절해요.|with a zip front|Open or close the zip as the day warms and cools.
        """, f => (f[1], f[2], f[3], f[4]));

    public static Dictionary<string, T> Table<T>(string text, Func<string[], T> read) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split('|')).ToDictionary(f => f[0], read);
}
