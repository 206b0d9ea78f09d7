package com.example;

import java.util.Base64;
import java.util.Scanner;

class Driver {
    public static void main(String[] arguments) throws Exception {
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            String[] part = lines.nextLine().split("\t");
            byte[] raw = Base64.getDecoder().decode(part[0]);
            System.out.println(
                    switch (arguments[0]) {
                        case "STANDARD" ->
                                StandardSignature.isGenuine(raw, part[1], part[2], part[3], part[5]);
                        case "SIMPLE" -> SimpleSignature.hasGenuineBody(raw, part[4], part[5]);
                        default ->
                                PublicKeySignature.isGenuine(raw, part[1], part[2], part[3], part[5]);
                    });
        }
    }
}
