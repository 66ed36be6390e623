# ruff: noqa: RUF001 - the letter is Turkish
"""Names of subjects: many cultures, each a word that stands nowhere else in the product, so that a leak can be found.

No name here is a plain English word, a place, a member of staff, or shorter than five letters.
"""

from dataclasses import dataclass
from random import Random

from config.demo.wording.phrases import listed


@dataclass(frozen=True, slots=True)
class Heritage:
    """Names that usually go together."""

    family: tuple[str, ...]
    she: tuple[str, ...]
    he: tuple[str, ...]

    def given(self, pronoun: str) -> tuple[str, ...]:
        """The given names for a woman or a man."""
        return self.she if pronoun == "she" else self.he


def _heritage(family: str, she: str, he: str) -> Heritage:
    """Names from lines of words; an underscore stands for a space inside a name."""
    return Heritage(*(tuple(word.replace("_", " ") for word in words.split()) for words in (family, she, he)))


HERITAGES = (
    _heritage(
        """
        Abernethy Arbuthnott Auchterlonie Barraclough Cavendysh Cholmondeley Cruickshank Featherstonehaugh
        Ffoulkes-Bevan Fotheringham Galbraithe Gwyther Higginbottom Llewellyn MacGillivray McGonagall-Rae
        Nic_Fhionnlaoich O'Shaughnessy Ó_Briainigh Pennefather Penhaligon Strathearn-Orr Trevelyan Urquhart
        Wolstenholme
        """,
        """
        Angharad Aoibheann Araminta Blodwen Caoimhe Demelza Eluned Ethelinda Fionnuala Jenifry Maríthel Morwenna
        Myfanwy Ottoline Perpetua Philomena Siobhán Wilhelmina
        """,
        """
        Bartholomew Caratacus Cuthbert Dafydd Fearghal Gearóid Gwilym Iestyn Ignatius Leofric Oisín-Rua Peredur
        Ranulph Ruaidhrí Tadhg-Óg Thaddeus Torquil Zebedee
        """,
    ),
    _heritage(
        """
        Adebayo-Fynn Adeyinka Akinsanya Amoateng Anyanwu Asamoah Ayittey Boateng-Osei Chukwuemeka Danquah
        Durojaiye Eberechukwu Edokpolor Ekundayo Fapohunda Igbinedion Iwuchukwu Kalejaiye Konaté Mbekwe Ndiaye
        Nkrumah Nwachukwu Obuobi Odunlami Ogunbanjo Okereafor Onwudiwe Oppong Oyelaran Quartey Tchiwouo Twumasi
        Udochukwu Yankuba
        """,
        "Adaeze Aissatou Akosua Chidinma Dzifa-Ama Fatoumata Folasade Ifeoma Ngozika Oluwaseun Temitope Yetunde",
        "Adebowale Ayodeji Chibuzor Emeka-Paul Ibrahima Kwabena Mamadou Nnamdi Olumide Osagie Uchenna Yaw-Mensah",
    ),
    _heritage(
        """
        Chikwanha Gebremedhin Ghebreyohannes Habtemariam Ilunga Kebede-Worku Khumalo Lekhanya Makhathini Mnyandu
        Mutasa Mwangangi Phiri-Banda Ssekandi Tadesse Teklehaimanot Tsegaye Wanjiru
        """,
        "Hiwote Khadija Mihret Nakato Nomvula Selamawit Thandeka Zainabu",
        "Eskender Mthunzi Seyoum Tesfaye Yohannes Zerihun",
    ),
    _heritage(
        """
        Anantharaman Balakrishnan Bandyopadhyay Bhattacharjee Bukhari-Lodhi Chaudhary Debnath Goundarajan
        Jayawardena Jegatheesan Kandasamy Kirubakaran Mehrotra Mukhopadhyay Nandakumar Pirbhai Rajapaksha
        Ramanathan Ranasinghe Sathiyamoorthy Siddiqui Sivapragasam Subramaniam Thevarajah Vaithiyanathan
        Venkataraman Wickramasinghe
        """,
        """Anoushka Baljinder Gurpreet Lakshmi Parveen Rukhsana Simranjit Tejaswini Thilakshi Upeksha""",
        """
        Arunkumar Dushyantha Farrukh Ghulam-Nabi Gurdeep Khaleeq Manjinder Prabhakar Qamaruddin Rajnish
        Saravanan Sivakumar Venkatesh
        """,
    ),
    _heritage(
        """
        Aghajanian Bagdasarian Bozkurt Çakıroğlu Dzhaparidze Hakobyan Haroutunian Hashemzadeh Hovhannisyan
        Karapetyan Khachaturian Mahmoodzai Mkrtchyan Nikolaishvili Özdemiroğlu Sadeghipour Umarov Yıldırım
        Zakaryan Zhvania
        """,
        "Anahit Ayşegül Farzaneh Golnaz Shahrzad",
        "Abdulrahman Behrouz Harutyun Mehrdad Mikhailo",
    ),
    _heritage(
        """
        Baptistová Bielecka Brzezicki Czajkowska Dąbrowska Dimitrijević Dragomirescu Górecki Hryhorenko
        Jovanović Kaczmarek Kołodziej Kovalchuk Kuznetsova Leszczyński Müllerová Olszewska Ördögh Paszkiewicz
        Piotrowski Przybylska Shevchenko Sokolowski Szymańska Tomaszewski Vashchenko Vlahović Vuksanović Węgrzyn
        Wysocka Yaroslavska Zamfirescu Zawadzki Zelenović Ziółkowska Zubkovskaya
        """,
        """
        Agnieszka Bohdana Bronisława Ekaterini Jadwiga Kristýna Małgorzata Shqipe Snežana Svitlana Valdeta
        Yevgenia Zdzisława Zsuzsanna
        """,
        """
        Barnabás Bogdanko Bolesław Grzegorz Jerzyk Lubomír Oleksandr Szymon Tobiasz Valentyn Vsevolod Wojciech
        Zbigniew
        """,
    ),
    _heritage(
        """
        Achterberg Andriessen Bezuidenhout Eriksdóttir Fahrenkrug Gudmundsen Jankauskas Kristjánsson Lundqvist
        Oberholzer Petrauskienė Rossouw Schwarzkopf Skarsgård Uddenberg van_Steenbergen Ysbrandsz
        """,
        "Jūratė Ragnheiður Rūta-Marija Solvejg",
        "Aurelijus Efraimson Giedrius Kestutis Thibault",
    ),
    _heritage(
        """
        Alcántara Athanasiou Echeverría Etxeberria Fernández-Quiroga Gonçalves Maniscalco Mavrogiannis Menezes
        Papadimitriou Quispe Saldanha Semedo-Tavares Sevilleja Stavropoulos Tijerina Villanueva
        """,
        "Begoña Conceição Ginevra Iphigenia Itziar Tomasina Xochitl",
        "Anselmo Dimitrios Hermenegildo Joaquim Nikolaos",
    ),
    _heritage(
        "Lagunzad Nakashima Nguyễn Takahara Ouyangzi Tsukamori Bùi-Hoàng",
        "Phuong-Anh Xiaoling Meihua-Lin Sakurako",
        "Hyeon-Woo Somchai Takumi Zhenyuan",
    ),
)
"""Names by heritage, the larger communities first; a name is drawn from a heritage as often as it has family names."""

MONONYMS = listed("""
    Suhartini, Maneeratana, Sukarnoputri, Haryantika, Thirunavukkarasu, Pelumiwa, Aung-Mya-Thein, Gulbadane
""")

STREET_NAMES = listed("""
    Skeetz, Lil Dagzy, Mozzaroo, Kwikkz, Bramzino, Tinylz, Ghoztee, Jayzuk, Razzmo, Dizzko, Younger Vexxi,
    Fraggly, Kobrakz, Noddzy, Squinzo, Tuppzer, Wavvyman, Zigzo, Blixxy, Crumbzo
""")

NICKNAMES = listed("""
    Bobcheska, Chidzy, Dodzie, Fifinka, Gogsie, Jurekk, Kasiunia, Lolabee, Maggzie, Nanoushka, Olenka, Pippsy,
    Rukzie, Shazmee, Tadzio, Wojtuś, Yayao, Zosieńka, Mimizka, Babulya
""")

VENUES = listed("""
    Quillonby Tavern, Zanzarelle Lounge, Ferrybrook Grocers, Marchpane Bakery, Ostrellino Cafe, Tamarisque
    Pharmacy, Vermilyea Jewellers, Bexonby Arms, Cinderford-Lisle Hotel, Palisandre Records, Hawksmere
    Newsagent, Orrinsmith Minimarket
""")

RESPELLINGS = tuple(
    pair.split(">")
    for pair in listed("""
    ph>f, ck>k, sz>sh, cz>ch, ll>l, ss>s, tt>t, ou>u, ie>y, ee>i, oo>u, ey>ie, kh>k, th>t, w>v, y>i, i>y, e>a
""")
)


@dataclass(frozen=True, slots=True)
class Called:
    """How one subject is called; `given` is empty for a mononym."""

    given: str
    family: str
    other: str = ""


_SIZES = tuple(len(heritage.family) for heritage in HERITAGES)


def called(rng: Random, pronoun: str) -> Called:
    """Draw a name: one in fifty a mononym, one in six across two heritages, one in five with a middle name."""
    if rng.random() < 1 / 50:
        return Called("", rng.choice(MONONYMS))
    born, married = rng.choices(HERITAGES, _SIZES, k=2)
    family = rng.choice((married if rng.random() < 1 / 6 else born).family)
    given = rng.choice(born.given(pronoun))
    other = rng.choice(born.given(pronoun)) if rng.random() < 1 / 5 else ""
    return Called(given, family, "" if other == given else other)


def respelt(name: str) -> str:
    """The same name as another desk might have heard it: one group of letters changed, the first letter kept."""
    for heard, written in RESPELLINGS:
        if heard in name[1:]:
            return name[0] + name[1:].replace(heard, written, 1)
    return f"{name}h"


def pool() -> tuple[str, ...]:
    """Every word that a subject of the demo may be called by, for the test that they stand nowhere else."""
    venues = tuple(venue.split()[0] for venue in VENUES)
    heritages = tuple(
        name for heritage in HERITAGES for names in (heritage.family, heritage.she, heritage.he) for name in names
    )
    return (*heritages, *MONONYMS, *STREET_NAMES, *NICKNAMES, *venues)
